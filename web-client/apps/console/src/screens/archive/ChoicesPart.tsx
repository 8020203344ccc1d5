import type { ConsultationId } from '@indiretta/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import { useNames } from '../../http/queries.ts';
import type { Choice, ChoiceRefusal, Choices } from '../../http/types.ts';
import { Loaded } from '../../shell/Loaded.tsx';
import { duration, timeOfDay, wholeNumber } from '../../words/format.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import type { PlainWord, Words } from '../../words/words.ts';
import styles from './ChoicesPart.module.css';

const decidedWord: Record<Exclude<Choice['decided'], 'NOBODY'>, PlainWord> = {
  ONLY_ONE: 'choice_only_one',
  SAME_LANGUAGE: 'choice_same_language',
  LOWEST_LOAD: 'choice_lowest_load',
  LONGEST_IDLE: 'choice_longest_idle',
  NEAREST_LEVEL: 'choice_nearest_level',
  SMALLEST_ID: 'choice_equal',
};
const endingWord: Record<NonNullable<Choice['ending']>, PlainWord> = {
  ACCEPTED: 'choice_accepted',
  DECLINED: 'choice_declined',
  EXPIRED: 'choice_expired',
  WITHDRAWN: 'choice_withdrawn',
};
const refusalText: Record<ChoiceRefusal, (words: Words, names: string) => string> = {
  NOT_AVAILABLE: (words, names) => words.choice_not_available({ names }),
  FULL: (words, names) => words.choice_not_full({ names }),
  KEPT: (words, names) => words.choice_not_kept({ names }),
  ASKED_ALREADY: (words, names) => words.choice_not_asked_already({ names }),
  WRAPPING_UP: (words, names) => words.choice_not_wrapping_up({ names }),
  PAUSED: (words, names) => words.choice_not_paused({ names }),
  ASKED_BEFORE: (words, names) => words.choice_not_asked_before({ names }),
  NOT_YET: (words, names) => words.choice_not_yet({ names }),
  NOT_LINKED: (words, names) => words.choice_not_linked({ names }),
  DISABLED: (words, names) => words.choice_not_disabled({ names }),
};
const refusals = Object.keys(refusalText) as readonly ChoiceRefusal[];

/** "Why did this go to …": asked for only when somebody opens it. */
export function ChoicesPart({ consultation }: { readonly consultation: ConsultationId }) {
  const { words } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ['choices', consultation],
    queryFn: () => api.choices(consultation),
    enabled: isOpen,
  });
  return (
    <details className={styles.part} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.choices_title()}</summary>
      {isOpen && <Loaded query={query}>{(answer) => <ChoiceList {...answer} />}</Loaded>}
    </details>
  );
}

function ChoiceList({ choices, people }: Choices) {
  const { words } = useSpeech();
  const names = useNames();
  const name = (id: string): string => {
    const known = people.find((person) => person.id === id);
    return known ? `${known.firstName} ${known.lastName}` : names.person(id);
  };
  if (choices.length === 0) return <p className={styles.quiet}>{words.choices_none()}</p>;
  return (
    <ol className={styles.list}>
      {choices.map((choice) => (
        <ChoiceItem key={`${choice.at} ${choice.operator}`} choice={choice} name={name} />
      ))}
    </ol>
  );
}

function ChoiceItem({ choice, name }: { readonly choice: Choice; readonly name: (id: string) => string }) {
  const { words, locale } = useSpeech();
  const { timeZone } = useNames();
  const { at, operator, decided, ending } = choice;
  const others = choice.eligible.filter((id) => id !== operator);
  const list = (ids: readonly string[]) => ids.map(name).join(', ');
  return (
    <li>
      <p className={styles.head}>
        <time dateTime={at}>{timeOfDay(at, locale, timeZone)}</time>{' '}
        <strong>{operator ? words.choice_to({ name: name(operator) }) : words.choice_nobody()}</strong>
        {ending && <span className={styles.ending}>{words[endingWord[ending]]()}</span>}
      </p>
      <p>
        {[
          ...(decided === 'NOBODY' ? [] : [words[decidedWord[decided]]()]),
          words.choice_waited({ time: duration(choice.waitedS * 1000) }),
        ].join(', ')}
      </p>
      <ul className={styles.quiet}>
        {others.length > 0 && <li>{words.choice_others({ names: list(others) })}</li>}
        {refusals.map((refusal) => {
          const ids = choice.refused[refusal] ?? [];
          return ids.length > 0 && <li key={refusal}>{refusalText[refusal](words, list(ids))}</li>;
        })}
        {choice.more > 0 && <li>{words.choice_more({ n: wholeNumber(choice.more) })}</li>}
      </ul>
    </li>
  );
}
