import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../../../theme/Icon.tsx';
import { useWords } from '../../../words/WordsContext.tsx';
import styles from './Calendar.module.css';

/** One entry of a list: what it is, and a way to change or remove it. */
export function ListRow(props: {
  readonly name: string;
  readonly children: ReactNode;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}) {
  const words = useWords();
  const { name } = props;
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <div className={styles.name}>{name}</div>
        <div>{props.children}</div>
      </div>
      <ActionIcon aria-label={words.edit_named({ name })} onClick={props.onEdit}>
        <Icon name="edit" />
      </ActionIcon>
      <ActionIcon color="red" aria-label={words.remove_named({ name })} onClick={props.onRemove}>
        <Icon name="close" />
      </ActionIcon>
    </li>
  );
}
