import type { ConsultationView } from '@indiretta/protocol';
import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useDeskState } from '../../desk/DeskContext.tsx';
import { type Conversation, isJoined, takesPart, unreadOf } from '../../desk/state.ts';
import { useMe } from '../../http/MeContext.ts';
import { useNames } from '../../http/queries.ts';
import { useWords } from '../../words/WordsContext.tsx';
import type { Words } from '../../words/words.ts';
import { CallBackMark } from './CallBack.tsx';
import styles from './cards.module.css';
import { Section } from './Section.tsx';

/** This person's consultations, with what came last and how much of it is unread. */
export function OwnList({ open }: { readonly open: string | undefined }) {
  const words = useWords();
  const me = useMe();
  const conversations = useDeskState((state) => state.conversations);
  const invitations = useDeskState((state) => state.callInvitations);
  const joined = useDeskState((state) => state.joined);
  const own = conversations.filter(
    ({ view }) => takesPart({ me: me.id, callInvitations: invitations }, view) || isJoined({ me: me.id, joined }, view),
  );
  if (own.length === 0) return null;
  return (
    <Section title={words.own_title()} count={own.length}>
      <ul className={styles.list}>
        {own.map((it) => (
          <li key={it.view.id}>
            <OwnItem conversation={it} open={it.view.id === open} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function OwnItem({ conversation, open }: { readonly conversation: Conversation; readonly open: boolean }) {
  const words = useWords();
  const names = useNames();
  const { view, snapshot } = conversation;
  const unread = unreadOf(conversation);
  const draft = !open && snapshot?.draft ? snapshot.draft : undefined;
  return (
    <Link
      to="/consultation/$consultation"
      params={{ consultation: view.id }}
      className={styles.own}
      data-unread={unread > 0 || undefined}
      aria-current={open ? 'page' : undefined}
    >
      <span className={styles.line}>
        <span className={styles.name}>{view.citizen?.name ?? `${words.citizen()} ${view.reference}`}</span>
        {unread > 0 && (
          <span className={styles.unread}>
            {unread}
            <VisuallyHidden> {words.unread()}</VisuallyHidden>
          </span>
        )}
      </span>
      <span className={styles.meta}>
        <span>{names.topic(view.topic)}</span>
        <CallBackMark of={view} />
        <CallFlag view={view} />
        <Visiting view={view} />
        {view.citizen?.connected === false && <span className={styles.flag}>{words.citizen_away()}</span>}
      </span>
      <span className={styles.last}>
        {draft ? (
          <>
            <span className={styles.draft}>{words.draft()}</span> {draft}
          </>
        ) : snapshot?.typing?.kind === 'CITIZEN' ? (
          words.is_writing()
        ) : (
          lastText(words, conversation)
        )}
      </span>
    </Link>
  );
}

/** Of a colleague: this person is in its call, or joined it openly. */
function Visiting({ view }: { readonly view: ConsultationView }) {
  const words = useWords();
  const me = useMe();
  const joined = useDeskState((state) => state.joined);
  const { operator } = view;
  if (!operator || operator.id === me.id) return null;
  if (isJoined({ me: me.id, joined }, view)) {
    return <span className={styles.flag}>{words.joined_with({ name: operator.firstName })}</span>;
  }
  return <span className={styles.flag}>{words.call_visiting({ name: operator.firstName })}</span>;
}

function CallFlag({ view: { call } }: { readonly view: ConsultationView }) {
  const words = useWords();
  if (call?.state === 'RUNNING') return <span className={styles.mode}>{words.call_in()}</span>;
  const asks = call?.state === 'PROPOSED' && call.proposedBy.kind === 'CITIZEN';
  return asks ? <span className={styles.flag}>{words.call_asks()}</span> : null;
}

/** The newest message or file, whoever wrote it. */
function lastText(words: Words, { snapshot }: Conversation): string {
  const last = snapshot?.entries.findLast(({ body }) => body.type === 'message' || body.type === 'file');
  if (!last) return '';
  const text = last.body.type === 'message' ? last.body.text : last.body.type === 'file' ? last.body.name : '';
  return last.author.kind === 'CITIZEN' ? text : words.me_said({ text });
}
