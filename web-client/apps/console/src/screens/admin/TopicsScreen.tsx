import { ActionIcon, Badge, Button, Card, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import type { Topic, Group as TopicGroup } from '../../http/types.ts';
import { Loaded } from '../../shell/Loaded.tsx';
import { Page } from '../../shell/Page.tsx';
import { Icon } from '../../theme/Icon.tsx';
import { languageOf } from '../../words/format.ts';
import { modeWord, textIn } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import { GroupDialog } from './GroupDialog.tsx';
import { MissingBadge } from './MissingBadge.tsx';
import { inOrder, moved } from './order.ts';
import { TopicDialog } from './TopicDialog.tsx';
import styles from './TopicsScreen.module.css';
import { type Saving, useSaving } from './useSaving.ts';

type Dialog =
  | { readonly type: 'none' }
  | { readonly type: 'topic'; readonly topic: Topic | undefined; readonly group: string }
  | { readonly type: 'group'; readonly group: TopicGroup | undefined };

/** What citizens may ask about, in groups; "other / not sure" is always the last. */
export function TopicsScreen() {
  const { words } = useSpeech();
  const query = useQuery({
    queryKey: ['topics'],
    queryFn: async () => {
      const [groups, topics, sites] = await Promise.all([api.groups(), api.topics(), api.sites()]);
      return { groups, topics, site: sites[0]?.id ?? '' };
    },
  });
  const [dialog, setDialog] = useState<Dialog>({ type: 'none' });
  const saving = useSaving('topics');
  const close = () => setDialog({ type: 'none' });

  return (
    <Page
      title={words.admin_topics()}
      lead={words.topics_lead()}
      actions={
        <Button
          variant="default"
          leftSection={<Icon name="plus" />}
          disabled={!query.data?.site}
          onClick={() => setDialog({ type: 'group', group: undefined })}
        >
          {words.group_add()}
        </Button>
      }
    >
      <div role="alert">
        {saving.problem && (
          <Text c="var(--mantine-color-error)" mb="sm">
            {saving.problem}
          </Text>
        )}
      </div>
      <Loaded query={query}>
        {({ groups, topics, site }) => (
          <>
            {inOrder(groups).map((group) => (
              <GroupCard
                key={group.id}
                group={group}
                groups={groups}
                topics={topics.filter((topic) => topic.group === group.id)}
                saving={saving}
                onDialog={setDialog}
              />
            ))}
            {dialog.type === 'topic' && (
              <TopicDialog
                topic={dialog.topic}
                group={dialog.group}
                groups={groups}
                topics={topics}
                site={site}
                onClose={close}
              />
            )}
            {dialog.type === 'group' && (
              <GroupDialog
                group={dialog.group}
                groups={groups}
                empty={!topics.some((topic) => topic.group === dialog.group?.id)}
                site={site}
                onClose={close}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function GroupCard(props: {
  readonly group: TopicGroup;
  readonly groups: readonly TopicGroup[];
  readonly topics: readonly Topic[];
  readonly saving: Saving;
  readonly onDialog: (dialog: Dialog) => void;
}) {
  const { words, locale } = useSpeech();
  const { group, groups, topics, saving, onDialog } = props;
  const name = textIn(group.name, languageOf(locale));
  const move = (by: -1 | 1) =>
    void saving.save(() => Promise.all(moved(groups, group.id, by).map((it) => api.changeGroup(it))));
  return (
    <Card withBorder component="section" mb="md" padding="sm" aria-label={name}>
      <div className={styles.head}>
        <h2 className={styles.group}>{name}</h2>
        <MissingBadge texts={[group.name]} />
        <Group gap={2} ml="auto" wrap="nowrap">
          <MoveButtons name={name} onMove={move} />
          <ActionIcon aria-label={words.edit_named({ name })} onClick={() => onDialog({ type: 'group', group })}>
            <Icon name="edit" />
          </ActionIcon>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<Icon name="plus" size={16} />}
            onClick={() => onDialog({ type: 'topic', topic: undefined, group: group.id })}
          >
            {words.topic_add()}
          </Button>
        </Group>
      </div>
      {topics.length === 0 && (
        <Text size="sm" c="dimmed" px="xs">
          {words.group_empty()}
        </Text>
      )}
      <ul className={styles.topics}>
        {inOrder(topics).map((topic) => (
          <TopicRow key={topic.id} topic={topic} topics={topics} saving={saving} onDialog={onDialog} />
        ))}
      </ul>
    </Card>
  );
}

function TopicRow(props: {
  readonly topic: Topic;
  readonly topics: readonly Topic[];
  readonly saving: Saving;
  readonly onDialog: (dialog: Dialog) => void;
}) {
  const { words, locale } = useSpeech();
  const { topic, topics, saving } = props;
  const name = textIn(topic.name, languageOf(locale));
  return (
    <li className={styles.topic} data-off={!topic.enabled || undefined}>
      <span className={styles.name}>{name}</span>
      <Group gap={6} className={styles.marks}>
        {topic.frontDesk && <Badge color="lake">{words.front_desk()}</Badge>}
        {!topic.enabled && <Badge color="gray">{words.disabled()}</Badge>}
        {topic.modes.map((mode) => (
          <Badge key={mode} variant="default" fw={500}>
            {words[modeWord[mode]]()}
          </Badge>
        ))}
        <MissingBadge texts={[topic.name, topic.ready, topic.link]} />
      </Group>
      <Group gap={2} ml="auto" wrap="nowrap">
        <MoveButtons
          name={name}
          onMove={(by) =>
            void saving.save(() => Promise.all(moved(topics, topic.id, by).map((it) => api.changeTopic(it))))
          }
        />
        <ActionIcon
          aria-label={words.edit_named({ name })}
          onClick={() => props.onDialog({ type: 'topic', topic, group: topic.group })}
        >
          <Icon name="edit" />
        </ActionIcon>
      </Group>
    </li>
  );
}

function MoveButtons({ name, onMove }: { readonly name: string; readonly onMove: (by: -1 | 1) => void }) {
  const { words } = useSpeech();
  return (
    <>
      <ActionIcon color="gray" aria-label={words.move_up({ name })} onClick={() => onMove(-1)}>
        <Icon name="up" />
      </ActionIcon>
      <ActionIcon color="gray" aria-label={words.move_down({ name })} onClick={() => onMove(1)}>
        <Icon name="down" />
      </ActionIcon>
    </>
  );
}
