import type { Mode } from '@indiretta/protocol';
import { Alert, Button, Checkbox, Group, Modal, Select, Stack, Switch } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../../http/api.ts';
import type { Topic, Group as TopicGroup } from '../../http/types.ts';
import { languageOf } from '../../words/format.ts';
import { modeWord, textIn } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import { LocalInput } from './LocalInput.tsx';
import { idFor, lastPosition } from './order.ts';
import { useSaving } from './useSaving.ts';

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
  const { topics, onClose } = props;
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
  const saving = useSaving('topics');
  const set = <K extends keyof Topic>(name: K, value: Topic[K]) => setTopic((before) => ({ ...before, [name]: value }));

  async function submit(event: FormEvent) {
    event.preventDefault();
    const ids = topics.map(({ id }) => id);
    const saved = await saving.save(() =>
      props.topic ? api.changeTopic(topic) : api.createTopic({ ...topic, id: idFor(topic.name.it ?? '', ids) }),
    );
    if (saved) onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={props.topic ? words.edit_named({ name: textIn(props.topic.name, languageOf(locale)) }) : words.topic_add()}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <form onSubmit={submit}>
        <Stack>
          <div role="alert">{saving.problem && <Alert color="red">{saving.problem}</Alert>}</div>
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
          {topic.frontDesk ? (
            <Alert color="lake">{words.front_desk_help()}</Alert>
          ) : (
            <Switch
              label={words.topic_enabled()}
              description={words.topic_enabled_help()}
              checked={topic.enabled}
              onChange={(event) => set('enabled', event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel()}
            </Button>
            <Button type="submit" loading={saving.busy}>
              {words.save()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
