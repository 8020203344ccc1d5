import { Badge, Button, Group, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import { useMe } from '../../http/MeContext.ts';
import type { Invitation, Operator } from '../../http/types.ts';
import { Loaded } from '../../shell/Loaded.tsx';
import { Page } from '../../shell/Page.tsx';
import { Icon } from '../../theme/Icon.tsx';
import { roleWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './admin.module.css';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { InvitationDialog } from './InvitationDialog.tsx';
import { OperatorDialog } from './OperatorDialog.tsx';
import { useSaving } from './useSaving.ts';

type Dialog =
  | { readonly type: 'none' }
  | { readonly type: 'edit'; readonly operator: Operator | undefined }
  | { readonly type: 'disable' | 'invite'; readonly operator: Operator }
  | { readonly type: 'invitation'; readonly invitation: Invitation; readonly name: string };
const none: Dialog = { type: 'none' };

const nameOf = ({ firstName, lastName }: Operator) => `${firstName} ${lastName}`;

export function OperatorsScreen() {
  const words = useWords();
  const me = useMe();
  const operators = useQuery({ queryKey: ['operators'], queryFn: api.operators });
  const [dialog, setDialog] = useState<Dialog>(none);
  const saving = useSaving('operators');
  const close = () => setDialog(none);

  return (
    <Page
      title={words.admin_operators()}
      lead={words.operators_lead()}
      wide
      actions={
        <Button leftSection={<Icon name="plus" />} onClick={() => setDialog({ type: 'edit', operator: undefined })}>
          {words.operator_add()}
        </Button>
      }
    >
      {saving.problem && (
        <Text role="alert" c="var(--mantine-color-error)">
          {saving.problem}
        </Text>
      )}
      <Loaded query={operators}>
        {(all) => (
          <Table.ScrollContainer minWidth={880} type="native" scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
            <Table className={styles.table}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.name()}</Table.Th>
                  <Table.Th>{words.email()}</Table.Th>
                  <Table.Th>{words.office()}</Table.Th>
                  <Table.Th>{words.role()}</Table.Th>
                  <Table.Th>{words.state()}</Table.Th>
                  <Table.Th>{words.actions()}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((operator) => (
                  <Table.Tr key={operator.id} data-off={!operator.enabled || undefined} className={styles.row}>
                    <Table.Th scope="row">{nameOf(operator)}</Table.Th>
                    <Table.Td>{operator.email}</Table.Td>
                    <Table.Td>{operator.office}</Table.Td>
                    <Table.Td>
                      {words[roleWord[operator.role]]()}
                      {operator.rights.includes('ARCHIVE') && (
                        <Text size="xs" c="dimmed">
                          {words.right_archive()}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      <OperatorState operator={operator} />
                    </Table.Td>
                    <Table.Td>
                      <Group gap={4} wrap="nowrap">
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => setDialog({ type: 'edit', operator })}
                          aria-label={words.edit_named({ name: nameOf(operator) })}
                        >
                          {words.edit()}
                        </Button>
                        {operator.enabled ? (
                          <>
                            <Button
                              size="compact-sm"
                              variant="subtle"
                              onClick={() => setDialog({ type: 'invite', operator })}
                              aria-label={words.invite_named({ name: nameOf(operator) })}
                            >
                              {words.invite()}
                            </Button>
                            {operator.id !== me.id && (
                              <Button
                                size="compact-sm"
                                variant="subtle"
                                color="red"
                                onClick={() => setDialog({ type: 'disable', operator })}
                                aria-label={words.disable_named({ name: nameOf(operator) })}
                              >
                                {words.disable()}
                              </Button>
                            )}
                          </>
                        ) : (
                          <Button
                            size="compact-sm"
                            variant="subtle"
                            onClick={() => void saving.save(() => api.enableOperator(operator.id))}
                            aria-label={words.enable_named({ name: nameOf(operator) })}
                          >
                            {words.enable()}
                          </Button>
                        )}
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Loaded>
      {dialog.type === 'edit' && (
        <OperatorDialog
          operator={dialog.operator}
          onClose={close}
          onInvited={(invitation, name) => setDialog({ type: 'invitation', invitation, name })}
        />
      )}
      {dialog.type === 'invitation' && (
        <InvitationDialog invitation={dialog.invitation} name={dialog.name} onClose={close} />
      )}
      {dialog.type === 'invite' && (
        <ConfirmDialog
          title={words.invite_named({ name: nameOf(dialog.operator) })}
          text={words.invite_help()}
          action={words.invite()}
          touches="operators"
          confirm={() => api.inviteOperator(dialog.operator.id)}
          onClose={close}
          onDone={(invitation) => setDialog({ type: 'invitation', invitation, name: nameOf(dialog.operator) })}
        />
      )}
      {dialog.type === 'disable' && (
        <ConfirmDialog
          title={words.disable_named({ name: nameOf(dialog.operator) })}
          text={words.disable_help()}
          action={words.disable()}
          danger
          touches="operators"
          confirm={() => api.disableOperator(dialog.operator.id)}
          onClose={close}
        />
      )}
    </Page>
  );
}

function OperatorState({ operator }: { readonly operator: Operator }) {
  const words = useWords();
  if (!operator.enabled) return <Badge color="gray">{words.disabled()}</Badge>;
  if (!operator.passwordSet) return <Badge color="amber">{words.invited()}</Badge>;
  return (
    <Group gap={4}>
      <Badge color="green">{words.active()}</Badge>
      {operator.secondFactor && <Badge color="lake">2FA</Badge>}
    </Group>
  );
}
