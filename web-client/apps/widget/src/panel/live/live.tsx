import { browserClock, browserKeep, browserLinks, watchBrowserWakes } from '@indiretta/connection';
import { keepKey } from '../../portal.ts';
import type { BesideScreens } from '../call/beside.tsx';
import { loadTwice } from '../Parts.ts';
import type { LiveScreens } from '../ready/kit.ts';
import { isWaiting } from '../state.ts';
import { Consulting } from './Consulting.tsx';
import type { Files } from './Files.ts';
import styles from './live.css?inline';
import { watchOtherTabs } from './otherTabs.ts';
import { Wire, type WirePorts } from './Wire.ts';

/** The part of the panel that is needed from the start on. */
export interface Live extends LiveScreens {
  readonly wire: Wire;
}

type Given = Pick<WirePorts, 'portal' | 'store' | 'api' | 'kept' | 'page' | 'pageLocale'> & {
  /** Opens the panel. */
  readonly open: () => void;
  /** Puts a style sheet on. */
  readonly wear: (styles: string) => void;
};

/** Brings the code of calls; taken apart at once, like this one's in main.tsx. */
export const calls = async () => {
  const { guest, styles: looks, TrialBefore } = await import('../call/main.tsx');
  return { guest, styles: looks, TrialBefore };
};

/** Joins the parts; called once per panel. */
export function startLive(given: Given, identity: string | undefined): Live {
  const { portal, store, api, wear } = given;
  wear(styles);
  const place = keepKey(portal.site);
  const wire = new Wire(
    {
      ...given,
      onOtherTab: (call) => watchOtherTabs(place, call),
      keep: browserKeep(`${place}:`),
      clock: browserClock,
      random: Math.random,
      openLink: browserLinks(portal.server),
      watchWakes: watchBrowserWakes,
      isOnline: () => navigator.onLine,
      isSeen: () => document.visibilityState === 'visible',
    },
    identity,
  );
  let brought: Promise<Files> | undefined;
  const files = () => {
    brought ??= loadTwice(() => import('./Files.ts')).then(({ Files }) => new Files({ wire, store, api }));
    brought.catch(() => {
      brought = undefined;
      store.change({ link: 'reload' });
    });
    return brought;
  };
  let beside: BesideScreens | undefined;
  const stop = store.onChange(({ stage }) => {
    const view = stage.at === 'consulting' ? stage.snapshot.view : undefined;
    // until somebody answers a written question nothing of a call can be asked for
    if (!view || (isWaiting(view) && view.mode === 'WRITE')) return;
    stop();
    loadTwice(() => import('../call/beside.tsx')).then(
      ({ startBeside }) => {
        beside = startBeside({ ...given, wire, files });
        store.change({});
      },
      () => store.change({ link: 'reload' }),
    );
  });
  // a portal may change its page without loading one; and what is seen again has been read
  addEventListener('popstate', () => wire.pageChanged());
  document.addEventListener('visibilitychange', () => {
    wire.pageChanged();
    wire.seen();
  });
  return {
    wire,
    calls,
    Consulting: ({ kit, stage }) => <Consulting kit={{ ...kit, wire, files, beside }} stage={stage} />,
  };
}
