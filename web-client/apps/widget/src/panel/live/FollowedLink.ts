import { w } from '../../words/words.ts';
import type { KeptVisit } from '../Kept.ts';
import { startedOver } from '../moves.ts';
import { languageOf } from '../state.ts';
import type { WirePorts } from './Wire.ts';

type LinkPorts = Pick<WirePorts, 'kept' | 'store' | 'portal'>;

/** A link to a consultation: what was kept here before is forgotten only once the link has proved good. */
export class FollowedLink {
  readonly #ports: LinkPorts;
  /** What was kept when a link was followed that has not been answered yet. */
  #before: KeptVisit | undefined;
  #refused = false;

  constructor(ports: LinkPorts) {
    this.#ports = ports;
  }

  /** Where another page or device goes on with what is kept: the secret stands in the fragment, which no server gets. */
  get address(): string | null {
    const { portal, store, kept } = this.#ports;
    const token = kept.read()?.token;
    const query = new URLSearchParams({ site: portal.site, language: languageOf(store.state.locale) });
    return token ? new URL(`c?${query}#${token}`, portal.server).href : null;
  }

  /** Keeps the secret of a link in place of what was kept; false when there is nothing to follow. */
  follow(secret: string): boolean {
    const { kept, store } = this.#ports;
    const before = kept.read();
    if (before?.token === secret) return false;
    if (!/^[\w-]{43}$/.test(secret)) {
      if (before) store.failed(w.link_used);
      else store.change(startedOver(store.state, w.link_used));
      return false;
    }
    this.#before = before;
    kept.write({ token: secret, open: true });
    store.change({ returning: true });
    return true;
  }

  /** The link was not good: what was kept before it is kept again; false when nothing was. */
  turnBack(): boolean {
    const before = this.#before;
    if (!before) return false;
    this.#before = undefined;
    this.#refused = true;
    this.#ports.kept.write(before);
    return true;
  }

  /** The server took what is kept: drafts and unsent messages of what was kept before do not stay. */
  arrived(): void {
    const { kept, store } = this.#ports;
    const visit = kept.read();
    if (this.#before && visit) {
      kept.erase();
      kept.write(visit);
    }
    if (this.#refused) store.failed(w.token_gone);
    this.#before = undefined;
    this.#refused = false;
  }
}
