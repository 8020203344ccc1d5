import type { ConsultationId, Entry, Language } from '@indiretta/protocol';
import { type ReactNode, useMemo } from 'react';
import { useNames } from '../../http/queries.ts';
import { Icon } from '../../theme/Icon.tsx';
import { timeOfDay } from '../../words/format.ts';
import { callRoleWord } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import type { Words } from '../../words/words.ts';
import styles from './EntryView.module.css';
import { eventText } from './eventText.ts';
import { FileCard } from './FileCard.tsx';

export interface EntryProps {
  readonly consultation: ConsultationId;
  readonly entry: Entry;
  /** The citizen's language, for screen readers. */
  readonly language: Language;
  /** Beneath the own message: sent, read. */
  readonly footing?: ReactNode;
  /** What can be done with it, such as withdrawing. */
  readonly actions?: ReactNode;
}

/** One place of a transcript, as staff see it. */
export function EntryView({ consultation, entry, language, footing, actions }: EntryProps) {
  const { words, locale } = useSpeech();
  const names = useNames();
  const { author, body, at } = entry;
  const time = timeOfDay(at, locale, names.timeZone);
  if (body.type === 'event') {
    return (
      <p className={styles.event}>
        {eventText(words, body, names.topic)} <time dateTime={at}>{time}</time>
      </p>
    );
  }
  if (body.type === 'withheld' || body.type === 'unknown') {
    return <p className={styles.event}>{words.entry_hidden()}</p>;
  }
  const fromStaff = author.kind === 'OPERATOR';
  const kind = body.type === 'note' ? 'note' : fromStaff ? 'mine' : 'theirs';
  const who = writerText(words, author);
  return (
    <article className={styles.entry} data-kind={kind}>
      <div className={styles.bubble}>
        <p className={styles.head}>
          <span className={styles.who}>
            {body.type === 'note' && <Icon name="note" size={14} />}
            {body.type === 'note' ? words.note_by({ name: who }) : who}
          </span>
          <time dateTime={at}>{time}</time>
        </p>
        <Body consultation={consultation} entry={entry} language={language} />
      </div>
      <div className={styles.foot}>
        {actions}
        {footing}
      </div>
    </article>
  );
}

/** A guest is told apart from the citizen by name and role. */
function writerText(words: Words, { kind, name, role }: Entry['author']): string {
  if (kind === 'OPERATOR') return name ?? words.operator();
  if (kind !== 'GUEST') return words.citizen();
  const as = words[callRoleWord[role ?? 'HELPER']]();
  return name === undefined ? as : `${name} · ${as}`;
}

function Body({ consultation, entry, language }: Pick<EntryProps, 'consultation' | 'entry' | 'language'>) {
  const { words } = useSpeech();
  const { body } = entry;
  switch (body.type) {
    case 'message':
    case 'note':
      return (
        <p className={styles.text} {...(body.type === 'message' ? { lang: language } : {})}>
          <Linked text={body.text} />
        </p>
      );
    case 'file':
      return <FileCard consultation={consultation} file={body} />;
    default:
      return <p className={styles.erased}>{words.entry_erased()}</p>;
  }
}

/** Web addresses become links that open in a page of their own; everything else stays text. */
function Linked({ text }: { readonly text: string }) {
  const parts = useMemo(() => text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/), [text]);
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
