import type { ConsultationId } from '@indiretta/protocol';
import { Button, Group, Popover, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useDesk } from '../../desk/DeskContext.tsx';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './WithdrawButton.module.css';

/** Withdraws a wrong entry, once confirmed: its content is erased for everybody, its place stays. */
export function WithdrawButton({ consultation, seq }: { readonly consultation: ConsultationId; readonly seq: number }) {
  const words = useWords();
  const desk = useDesk();
  const [asked, setAsked] = useState(false);
  return (
    <Popover
      opened={asked}
      onChange={setAsked}
      withinPortal
      trapFocus
      returnFocus
      width={280}
      position="bottom-end"
      shadow="md"
    >
      <Popover.Target>
        <UnstyledButton className={styles.button} onClick={() => setAsked(true)}>
          {words.withdraw()}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.withdraw()}>
        <Text size="sm" mb="sm">
          {words.withdraw_help()}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => setAsked(false)}>
            {words.cancel()}
          </Button>
          <Button
            size="compact-sm"
            color="red"
            onClick={() => {
              setAsked(false);
              void desk.withdraw(consultation, seq);
            }}
          >
            {words.withdraw()}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
