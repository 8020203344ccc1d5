import { Text } from '@mantine/core';
import { FormDialog } from './FormDialog.tsx';

/** Asks before what cannot simply be undone. */
export function ConfirmDialog<T>(props: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly touches: string;
  readonly confirm: () => Promise<T>;
  readonly onClose: () => void;
  readonly onDone?: (answer: T) => void;
}) {
  const { confirm, text, onDone = props.onClose, ...rest } = props;
  return (
    <FormDialog {...rest} save={confirm} onSaved={onDone} cautious>
      <Text size="sm">{text}</Text>
    </FormDialog>
  );
}
