import type { Colleague } from '@indiretta/protocol';
import { Alert, Radio } from '@mantine/core';
import { useDeskState } from '../../desk/DeskContext.tsx';
import { freeFirst } from '../../desk/state.ts';
import { useNames } from '../../http/queries.ts';
import { presenceText } from '../../shell/PresenceControl.tsx';
import { timeOfDay } from '../../words/format.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import styles from './HandOverDialog.module.css';

/** One of the colleagues; those who are there stand first. */
export function ColleagueChoice(props: {
  readonly value: string | undefined;
  readonly missing: boolean;
  readonly onChange: (colleague: string) => void;
}) {
  const { words, locale } = useSpeech();
  const { timeZone } = useNames();
  const sorted = freeFirst(useDeskState((state) => state.colleagues));
  const presence = (it: Colleague) =>
    it.until === undefined
      ? presenceText(words, it)
      : `${presenceText(words, it)} ${words.pause_until({ time: timeOfDay(it.until, locale, timeZone) })}`;
  if (sorted.length === 0) return <Alert color="lake">{words.no_colleagues()}</Alert>;
  return (
    <Radio.Group
      label={words.colleague()}
      value={props.value ?? null}
      error={props.missing && !props.value ? words.choose_colleague() : undefined}
      onChange={props.onChange}
    >
      <div className={styles.list}>
        {sorted.map((it) => (
          <Radio
            key={it.id}
            value={it.id}
            disabled={it.state === 'OFFLINE'}
            label={`${it.firstName} ${it.lastName}`}
            description={words
              .colleague_state({ office: it.office, presence: presence(it), n: it.open })
              .replace(/^ · /, '')}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
