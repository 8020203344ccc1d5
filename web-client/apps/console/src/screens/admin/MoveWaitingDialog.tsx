import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import type { Topic } from '../../http/types.ts';
import { languageOf } from '../../words/format.ts';
import { textIn } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import { FormDialog } from './FormDialog.tsx';
import { inOrder } from './order.ts';

/** Where those go who wait for a topic that is to be disabled; what was changed of it is saved with that. */
export function MoveWaitingDialog(props: {
  readonly topic: Topic;
  readonly topics: readonly Topic[];
  readonly onClose: () => void;
  readonly onMoved: () => void;
}) {
  const { words, locale } = useSpeech();
  const { topic } = props;
  const language = languageOf(locale);
  const possible = inOrder(
    props.topics.filter(({ id, enabled, site }) => enabled && id !== topic.id && site === topic.site),
  );
  const [to, setTo] = useState(
    (possible.find(({ id }) => id === topic.service?.overflow) ?? possible.find(({ frontDesk }) => frontDesk))?.id ??
      '',
  );
  return (
    <FormDialog
      title={words.move_waiting_title({ name: textIn(topic.name, language) })}
      touches="topics"
      save={() => api.changeTopic(topic, to)}
      action={words.move_waiting_now()}
      disabled={to === ''}
      onClose={props.onClose}
      onSaved={props.onMoved}
    >
      <Text size="sm">{words.move_waiting_help()}</Text>
      <Select
        label={words.move_waiting_to()}
        data-autofocus
        data={possible.map(({ id, name }) => ({ value: id, label: textIn(name, language) }))}
        value={to}
        onChange={(value) => value && setTo(value)}
      />
    </FormDialog>
  );
}
