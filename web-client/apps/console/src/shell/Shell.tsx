import { Center, Loader } from '@mantine/core';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, type RefObject, Suspense, useEffect, useRef } from 'react';
import { CallPlace, CallsProvider } from '../call/CallsContext.tsx';
import { useDesk, useDeskState } from '../desk/DeskContext.tsx';
import { SignsOfLife } from '../desk/SignsOfLife.ts';
import { canTake } from '../desk/state.ts';
import { watchInput } from '../desk/watchInput.ts';
import { useShortcut } from '../keyboard/ShortcutsContext.tsx';
import { ReturnCode } from '../screens/desk/ReturnCode.tsx';
import { useWords } from '../words/WordsContext.tsx';
import { AlertsProvider } from './AlertsProvider.tsx';
import { Header } from './Header.tsx';
import { LinkBanner } from './LinkBanner.tsx';
import { Notices } from './Notices.tsx';
import { PresenceCards } from './PresenceCards.tsx';
import styles from './Shell.module.css';
import { StayDialog } from './StayDialog.tsx';
import { UndoEnd } from './UndoEnd.tsx';

/** The frame of every screen of who is signed in: header, banner of the link, notices, undo. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  const main = useRef<HTMLElement>(null);
  useDeskShortcuts();
  useSignsOfLife();
  useFocusOnScreens(main);
  const onWall = useLocation({ select: ({ pathname }) => pathname.endsWith('/board/wall') });
  return (
    <AlertsProvider>
      <CallsProvider>
        <a href="#main" className={styles.skip}>
          {words.skip_to_content()}
        </a>
        <div className={styles.frame}>
          {!onWall && <Header />}
          <LinkBanner />
          <CallPlace>{({ CallBars }, calls) => <CallBars calls={calls} />}</CallPlace>
          <main id="main" ref={main} tabIndex={-1} className={styles.main}>
            <Suspense
              fallback={
                <Center p="xl">
                  <Loader aria-label={words.loading()} />
                </Center>
              }
            >
              {children}
            </Suspense>
          </main>
        </div>
        <StayDialog />
        <div className={styles.toasts}>
          <PresenceCards />
          <Notices />
          <UndoEnd />
          <ReturnCode />
        </div>
      </CallsProvider>
    </AlertsProvider>
  );
}

/** Who moves the mouse or types in the console is there, also where nothing is asked of the server. */
function useSignsOfLife(): void {
  const desk = useDesk();
  useEffect(() => {
    const signs = new SignsOfLife({ now: () => performance.now(), watchInput, say: () => desk.stillHere() });
    return () => signs.close();
  }, [desk]);
}

/** Another screen takes the focus to its content; the first one, and going from consultation to consultation, do not. */
function useFocusOnScreens(main: RefObject<HTMLElement | null>): void {
  const screen = useLocation({ select: ({ pathname }) => screenOf(pathname) });
  const before = useRef(screen);
  useEffect(() => {
    if (before.current !== screen) main.current?.focus({ preventScroll: true });
    before.current = screen;
  }, [screen, main]);
}

const screenOf = (pathname: string): string => pathname.replace(/\/consultation\/.*$/, '/').replace(/\/+$/, '');

/** Shortcuts that work on every screen: take who waits, answer an offer, go from one consultation to the next. */
function useDeskShortcuts(): void {
  const desk = useDesk();
  const navigate = useNavigate();
  const go = (consultation: string) => navigate({ to: '/consultation/$consultation', params: { consultation } });
  const step = (by: 1 | -1) => {
    const ids = desk.state.conversations.map(({ view }) => view.id);
    const open = ids.findIndex((id) => location.pathname.endsWith(`/${id}`));
    const next = ids[open === -1 ? 0 : (open + by + ids.length) % ids.length];
    if (next) void go(next);
  };
  const first = () => desk.state.offers[0]?.waiting.id;
  const takeNext = async () => {
    const { me, waiting } = desk.state;
    const id = first() ?? waiting.find((it) => canTake(me, it))?.id;
    if (!id) return;
    const done = first() === id ? await desk.accept(id) : await desk.take(id);
    if (done) await go(id);
  };
  const accept = async () => {
    const id = first();
    if (id && (await desk.accept(id))) await go(id);
  };
  const offered = useDeskState((state) => state.offers.length > 0);
  useShortcut('takeNext', () => void takeNext());
  useShortcut('accept', offered ? () => void accept() : undefined);
  useShortcut(
    'decline',
    offered
      ? () => {
          const id = first();
          if (id) void desk.decline(id);
        }
      : undefined,
  );
  useShortcut('nextConsultation', () => step(1));
  useShortcut('previousConsultation', () => step(-1));
}
