import type { Capture, MediaProblem } from './problems.ts';

/** Whether something can be tried here, and if not, why. */
export type Ability = 'yes' | Extract<MediaProblem, 'INSECURE' | 'UNSUPPORTED' | 'POLICY'>;

/** What this browser, on this page, can do. Where it says POLICY the same in a page of our own may be allowed. */
export interface Support extends Readonly<Record<Capture, Ability>> {
  /** Voice to listen to, without any device of one's own. */
  readonly calls: Ability;
  /** A loudspeaker can be chosen. */
  readonly speakerChoice: boolean;
}

/** Chromium's name for the Permissions-Policy API, and the one that was standardised. */
interface PolicyReader {
  allowsFeature(feature: string): boolean;
}
interface PolicyReaders {
  readonly featurePolicy?: PolicyReader;
  readonly permissionsPolicy?: PolicyReader;
}
/** The part of a window this looks at. */
export interface Page {
  readonly isSecureContext: boolean;
  readonly RTCPeerConnection?: unknown;
  readonly navigator: {
    readonly mediaDevices?: { readonly getUserMedia?: unknown; readonly getDisplayMedia?: unknown };
  };
  readonly document: object;
  readonly HTMLMediaElement?: { readonly prototype: object };
}

const featureOf = { microphone: 'microphone', camera: 'camera', screen: 'display-capture' } as const;

/** Whether the page around allows it; a browser that cannot be asked is tried instead. */
export function allowedByPolicy(capture: Capture, { document }: Page): boolean {
  const { permissionsPolicy, featurePolicy }: PolicyReaders = document;
  return (permissionsPolicy ?? featurePolicy)?.allowsFeature(featureOf[capture]) ?? true;
}

/** Looks; opens nothing and asks nobody. A refusal that only shows on trying comes as a {@link MediaProblem}. */
export function supportOf(page: Page): Support {
  const calls: Ability = typeof page.RTCPeerConnection === 'function' ? 'yes' : 'UNSUPPORTED';
  const of = (capture: Capture): Ability => {
    if (calls !== 'yes') return calls;
    if (!page.isSecureContext) return 'INSECURE';
    const { mediaDevices } = page.navigator;
    const how = capture === 'screen' ? mediaDevices?.getDisplayMedia : mediaDevices?.getUserMedia;
    if (typeof how !== 'function') return 'UNSUPPORTED';
    return allowedByPolicy(capture, page) ? 'yes' : 'POLICY';
  };
  return {
    calls,
    microphone: of('microphone'),
    camera: of('camera'),
    screen: of('screen'),
    speakerChoice: page.HTMLMediaElement !== undefined && 'setSinkId' in page.HTMLMediaElement.prototype,
  };
}
