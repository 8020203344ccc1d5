/** What the loader (or the full page) and the panel say to each other; types only, so that neither carries the other. */

import type { AvailabilityView } from '@indiretta/protocol';

/** A start a page may ask for. Show and Talk join when the panel can serve them. */
export type ModeName = 'show' | 'talk' | 'write';

/** With what the panel opens: nothing chosen yet, or chosen by the page. */
export interface OpenRequest {
  readonly mode?: ModeName | undefined;
  /** Id of the topic; one the site does not have is ignored. */
  readonly topic?: string | undefined;
}

/** What the page learns, as `indiretta:<name>` events on `window`; never with text or names of people. */
export type PortalEventName = 'ready' | 'open' | 'close' | 'start' | 'end' | 'unread' | 'error';

/** The place where a panel lives. */
export interface Portal {
  /** The folder `widget.js` came from; every request goes there. */
  readonly server: URL;
  /** Id of the site (the portal), for example `rivalago`; empty: the installation's first one. */
  readonly site: string;
  /** Where to draw: the loader's closed shadow root, or the body of the full page. */
  readonly root: ShadowRoot | HTMLElement;
  /** Style sheets are adopted here. */
  readonly sheets: DocumentOrShadowRoot;
  /** `page` fills the window and cannot be closed. */
  readonly shape: 'window' | 'page';
  /** Who is there, as the button was told in the last minute; undefined: ask. */
  readonly known?: () => AvailabilityView | undefined;
  /** Tells the page something that happened. */
  tell(name: PortalEventName, detail?: Readonly<Record<string, unknown>>): void;
  /** The panel was opened or closed; the button hides behind an open panel. */
  shown(open: boolean): void;
  /** A consultation is under way, with that many entries not seen yet; null when there is none. */
  underWay(unread: number | null): void;
}

/** What a page may ask a panel. Each call may come at any time and more than once. */
export interface Panel {
  open(request: OpenRequest): void;
  close(): void;
  /** A name the page knows; shown to staff as "says to be …". Used at the next start. */
  identify(name: string): void;
  /** Another language (BCP 47 tag). */
  setLocale(tag: string): void;
  /** Goes on with a consultation of another device or page; `secret` from its link. */
  resume(secret: string): void;
  /** Tells the address of the full page that goes on with what this device keeps; null when it keeps nothing. */
  link(call: (address: string | null) => void): void;
}

/** What the panel starts with. */
export interface PanelSettings {
  /** Language tags, best first. */
  readonly languages: readonly string[];
  readonly identity?: string | undefined;
}

/** The panel's chunk. */
export interface PanelModule {
  startPanel(portal: Portal, settings: PanelSettings): Promise<Panel>;
}

/** Key in `localStorage` of what is kept after the start. */
export const keepKey = (site: string): string => `indiretta:${site}`;
