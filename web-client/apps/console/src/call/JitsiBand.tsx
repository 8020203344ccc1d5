import { type ComponentType, lazy, Suspense } from 'react';
import type { JitsiPart } from './jitsi/JitsiPart.tsx';
import type { CallWithState } from './useCall.ts';

interface BandProps extends CallWithState {
  readonly name: string;
  readonly owns: boolean;
  readonly elsewhere: boolean;
}

/** So long after a chunk could not be fetched it is tried again, in ms. */
const RETRY_MS = 5_000;

/** Brought from this server when Jitsi carries a call; from Jitsi's own nothing comes before a click. */
const load = (): Promise<{ default: typeof JitsiPart }> =>
  import('./jitsi/main.tsx').then(
    ({ JitsiPart }) => ({ default: JitsiPart }),
    () => new Promise((resolve) => setTimeout(() => resolve(load()), RETRY_MS)),
  );
const Part: ComponentType<BandProps> = lazy(load);

/** The meeting of one call stays in this one place, whatever is on the screen: moved, the browser would load it anew. */
export function JitsiBand(props: BandProps) {
  const { call, phase } = props.state.call;
  const goesOn = phase.type === 'running' || phase.type === 'connecting' || phase.type === 'reestablishing';
  if (call?.provider !== 'JITSI' || !goesOn) return null;
  return (
    <Suspense>
      <Part {...props} />
    </Suspense>
  );
}
