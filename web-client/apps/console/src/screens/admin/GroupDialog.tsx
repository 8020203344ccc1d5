import { useState } from 'react';
import { api } from '../../http/api.ts';
import type { LocalText, Group as TopicGroup } from '../../http/types.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { FormDialog } from './FormDialog.tsx';
import { LocalInput } from './LocalInput.tsx';
import { idFor, lastPosition } from './order.ts';

export function GroupDialog(props: {
  readonly group: TopicGroup | undefined;
  readonly groups: readonly TopicGroup[];
  /** Only an empty group can be removed. */
  readonly empty: boolean;
  readonly site: string;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const { group, groups, site } = props;
  const [name, setName] = useState<LocalText>(group?.name ?? {});
  const newId = () =>
    idFor(
      name.it ?? '',
      groups.map(({ id }) => id),
    );
  return (
    <FormDialog
      title={group ? words.group_edit() : words.group_add()}
      touches="topics"
      save={() =>
        group
          ? api.changeGroup({ ...group, name })
          : api.createGroup({ id: newId(), site, position: lastPosition(groups), name })
      }
      remove={group && props.empty ? () => api.removeGroup(group.id) : undefined}
      onClose={props.onClose}
    >
      <LocalInput label={words.name()} value={name} onChange={setName} maxLength={120} required />
    </FormDialog>
  );
}
