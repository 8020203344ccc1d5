import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../../http/api.ts';
import type { LocalText, Group as TopicGroup } from '../../http/types.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { LocalInput } from './LocalInput.tsx';
import { idFor, lastPosition } from './order.ts';
import { useSaving } from './useSaving.ts';

export function GroupDialog(props: {
  readonly group: TopicGroup | undefined;
  readonly groups: readonly TopicGroup[];
  /** Only an empty group can be removed. */
  readonly empty: boolean;
  readonly site: string;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const { group, groups, site, onClose } = props;
  const [name, setName] = useState<LocalText>(group?.name ?? {});
  const saving = useSaving('topics');

  async function submit(event: FormEvent) {
    event.preventDefault();
    const ids = groups.map(({ id }) => id);
    const saved = await saving.save(() =>
      group
        ? api.changeGroup({ ...group, name })
        : api.createGroup({ id: idFor(name.it ?? '', ids), site, position: lastPosition(groups), name }),
    );
    if (saved) onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={group ? words.group_edit() : words.group_add()}
      closeButtonProps={{ 'aria-label': words.close() }}
    >
      <form onSubmit={submit}>
        <Stack>
          <div role="alert">{saving.problem && <Alert color="red">{saving.problem}</Alert>}</div>
          <LocalInput label={words.name()} value={name} onChange={setName} maxLength={120} required />
          <Group justify="space-between">
            {group && props.empty ? (
              <Button
                color="red"
                variant="subtle"
                onClick={async () => {
                  const removed = await saving.save(async () => {
                    await api.removeGroup(group.id);
                    return true;
                  });
                  if (removed) onClose();
                }}
              >
                {words.remove()}
              </Button>
            ) : (
              <span />
            )}
            <Group>
              <Button variant="default" onClick={onClose}>
                {words.cancel()}
              </Button>
              <Button type="submit" loading={saving.busy}>
                {words.save()}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
