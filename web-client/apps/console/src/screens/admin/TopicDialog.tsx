import type { Mode } from '@indiretta/protocol';
import { Alert, Checkbox, Group, Select, Switch } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import { asProblem } from '../../http/problem.ts';
import type { Topic, Group as TopicGroup } from '../../http/types.ts';
import { languageOf } from '../../words/format.ts';
import { modeWord, textIn } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import { FormDialog } from './FormDialog.tsx';
import { LocalInput } from './LocalInput.tsx';
import { MoveWaitingDialog } from './MoveWaitingDialog.tsx';
import { idFor, lastPosition } from './order.ts';
import { overflowPath } from './overflow.ts';
import { ServiceFields } from './ServiceFields.tsx';

const modes: readonly Mode[] = ['WRITE', 'TALK', 'SHOW'];

export function TopicDialog(props: {
  readonly topic: Topic | undefined;
  readonly group: string;
  readonly groups: readonly TopicGroup[];
  readonly topics: readonly Topic[];
  readonly site: string;
  readonly onClose: () => void;
}) {
  const { words, locale } = useSpeech();
  const { topics } = props;
  const [topic, setTopic] = useState<Topic>(
    props.topic ?? {
      id: '',
      site: props.site,
      group: props.group,
      position: lastPosition(topics.filter(({ group }) => group === props.group)),
      name: {},
      ready: {},
      link: {},
      modes: ['WRITE'],
      frontDesk: false,
      enabled: true,
    },
  );
  // It is to be disabled while people wait for it.
  const [isAsking, setAsking] = useState(false);
  const set = <K extends keyof Topic>(name: K, value: Topic[K]) => setTopic((before) => ({ ...before, [name]: value }));
  const newId = () =>
    idFor(
      topic.name.it ?? '',
      topics.map(({ id }) => id),
    );

  async function save(): Promise<'SAVED' | 'PEOPLE_WAIT'> {
    try {
      await (props.topic ? api.changeTopic(topic) : api.createTopic({ ...topic, id: newId() }));
      return 'SAVED';
    } catch (error) {
      if (topic.enabled || !props.topic?.enabled || asProblem(error).code !== 'IN_USE') throw error;
      return 'PEOPLE_WAIT';
    }
  }

  if (isAsking) {
    return <MoveWaitingDialog topic={topic} topics={topics} onClose={() => setAsking(false)} onMoved={props.onClose} />;
  }
  return (
    <FormDialog
      size="xl"
      title={props.topic ? words.edit_named({ name: textIn(props.topic.name, languageOf(locale)) }) : words.topic_add()}
      touches="topics"
      disabled={overflowPath(topic, topics).isCycle}
      save={save}
      onClose={props.onClose}
      onSaved={(outcome) => (outcome === 'SAVED' ? props.onClose() : setAsking(true))}
    >
      <LocalInput
        label={words.name()}
        value={topic.name}
        onChange={(value) => set('name', value)}
        maxLength={120}
        required
      />
      <LocalInput
        label={words.have_ready()}
        value={topic.ready}
        onChange={(value) => set('ready', value)}
        maxLength={2000}
        lines
      />
      <LocalInput
        label={words.service_page()}
        value={topic.link}
        onChange={(value) => set('link', value)}
        maxLength={500}
        inputMode="url"
      />
      <Select
        label={words.group()}
        data={props.groups.map((group) => ({ value: group.id, label: textIn(group.name, languageOf(locale)) }))}
        value={topic.group}
        onChange={(value) => value && set('group', value)}
      />
      <Checkbox.Group
        label={words.modes()}
        description={words.modes_help()}
        value={[...topic.modes]}
        onChange={(value) => value.length > 0 && set('modes', value as Mode[])}
      >
        <Group mt={6}>
          {modes.map((mode) => (
            <Checkbox key={mode} value={mode} label={words[modeWord[mode]]()} />
          ))}
        </Group>
      </Checkbox.Group>
      <ServiceFields topic={topic} topics={topics} onChange={(service) => set('service', service)} />
      {!props.topic && !topics.some(({ frontDesk }) => frontDesk) && (
        <Switch
          label={words.front_desk()}
          description={words.front_desk_help()}
          checked={topic.frontDesk}
          onChange={(event) => set('frontDesk', event.currentTarget.checked)}
        />
      )}
      {props.topic?.frontDesk ? (
        <Alert color="lake">{words.front_desk_help()}</Alert>
      ) : (
        <Switch
          label={words.topic_enabled()}
          description={words.topic_enabled_help()}
          checked={topic.enabled}
          onChange={(event) => set('enabled', event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
