import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useAnnounce } from '../announce/Announcer.tsx';
import { Alerts } from '../desk/alerts.ts';
import { browserAlerts } from '../desk/browserAlerts.ts';
import { useDesk, useDeskState } from '../desk/DeskContext.tsx';
import { callers, ringing } from '../desk/state.ts';
import { useMe } from '../http/MeContext.ts';
import { useNames } from '../http/queries.ts';
import { useWords } from '../words/WordsContext.tsx';

interface AlertsValue {
  /** Somebody waits and it is not muted. */
  readonly ringing: boolean;
  readonly mute: () => void;
}

const AlertsContext = createContext<AlertsValue>({ ringing: false, mute: () => {} });
export const useAlerts = (): AlertsValue => useContext(AlertsContext);

/** Rings, notifies and counts while somebody waits for this person, and says new ones to screen readers. */
export function AlertsProvider({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  const desk = useDesk();
  const { preferences } = useMe();
  const latestWords = useRef(words);
  latestWords.current = words;
  const alerts = useMemo(
    () =>
      new Alerts(
        browserAlerts((count) => ({
          title: latestWords.current.notification_title({ n: count }),
          body: latestWords.current.notification_body(),
        })),
      ),
    [],
  );
  const [value, setValue] = useState({ ringing: false });
  const mute = useCallback(() => {
    alerts.mute();
    setValue({ ringing: false });
  }, [alerts]);

  useEffect(() => {
    const update = () => {
      const ids = [...ringing(desk.state), ...callers(desk.state)];
      alerts.wish({
        sound: preferences.sound,
        desktop: preferences.notifications,
        available: desk.state.presence?.state === 'AVAILABLE',
      });
      alerts.update(ids);
      setValue((before) => {
        const rings = ids.length > 0 && !alerts.muted && desk.state.presence?.state === 'AVAILABLE';
        return before.ringing === rings ? before : { ringing: rings };
      });
    };
    update();
    return desk.onChange(update);
  }, [alerts, desk, preferences]);
  useEffect(() => () => alerts.close(), [alerts]);
  useSayWhoWaits();

  const context = useMemo(() => ({ ...value, mute }), [value, mute]);
  return <AlertsContext value={context}>{children}</AlertsContext>;
}

/** "Somebody waits: topic", politely, once per person who waits. */
function useSayWhoWaits(): void {
  const words = useWords();
  const announce = useAnnounce();
  const { topic } = useNames();
  const desk = useDesk();
  const ids = useDeskState((state) => ringing(state).join(' '));
  const said = useRef(new Set<string>());
  useEffect(() => {
    const now = ids.split(' ').filter(Boolean);
    const fresh = now.filter((id) => !said.current.has(id));
    said.current = new Set(now);
    const [first] = fresh;
    if (!first) return;
    const { offers, waiting, conversations, callInvitations } = desk.state;
    const topicId =
      callInvitations.find((it) => it.consultation === first)?.topic ??
      offers.find((offer) => offer.waiting.id === first)?.waiting.topic ??
      waiting.find((it) => it.id === first)?.topic ??
      conversations.find(({ view }) => view.id === first)?.view.topic;
    announce(words.somebody_waits({ topic: topicId ? topic(topicId) : '', n: now.length }));
  }, [ids, desk, announce, words, topic]);
}
