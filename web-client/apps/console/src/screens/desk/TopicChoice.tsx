import type { ConsultationId, Transfer } from '@indiretta/protocol';
import { Alert, Radio, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDesk } from '../../desk/DeskContext.tsx';
import { useNames } from '../../http/queries.ts';
import { wholeNumber } from '../../words/format.ts';
import { useWords } from '../../words/WordsContext.tsx';
import type { Words } from '../../words/words.ts';
import styles from './HandOverDialog.module.css';

/** How often the list is asked for again while it is looked at, in ms. */
const REFRESH_MS = 5_000;

/** One of the topics, with who could take it now; where nobody is it cannot be chosen. */
export function TopicChoice(props: {
  readonly consultation: ConsultationId;
  readonly value: Transfer | undefined;
  readonly missing: boolean;
  readonly onChange: (topic: Transfer | undefined) => void;
}) {
  const words = useWords();
  const names = useNames();
  const desk = useDesk();
  const { data: topics } = useQuery({
    queryKey: ['transfers', props.consultation],
    queryFn: async () => (await desk.transfers(props.consultation)) ?? [],
    refetchInterval: REFRESH_MS,
    gcTime: 0,
  });
  if (!topics) return <Text size="sm">{words.loading()}</Text>;
  const chosen = topics.find(({ topic }) => topic === props.value?.topic);
  return (
    <>
      <Radio.Group
        label={words.topic()}
        value={chosen?.topic ?? null}
        error={props.missing && !chosen ? words.transfer_choose() : undefined}
        onChange={(topic) => props.onChange(topics.find((it) => it.topic === topic))}
      >
        <div className={styles.list}>
          {topics.map((it) => (
            <Radio
              key={it.topic}
              value={it.topic}
              disabled={it.state === 'NOBODY'}
              label={names.topic(it.topic)}
              description={stateText(words, it)}
            />
          ))}
        </div>
      </Radio.Group>
      <div role="status">
        {chosen?.state === 'BUSY' && <Alert color="lake">{words.transfer_busy_note()}</Alert>}
        {chosen?.state === 'FULL' && <Alert color="amber">{words.transfer_full_note()}</Alert>}
      </div>
    </>
  );
}

function stateText(words: Words, { state, waiting }: Transfer): string {
  const n = wholeNumber(waiting);
  switch (state) {
    case 'FREE':
      return words.transfer_free();
    case 'BUSY':
      return words.transfer_busy({ n });
    case 'FULL':
      return words.transfer_full({ n });
    case 'NOBODY':
      return words.transfer_nobody();
  }
}
