import type { Language, Role } from '@indiretta/protocol';
import { Checkbox, Group, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import type { Invitation, Operator, OperatorFields } from '../../http/types.ts';
import { duration } from '../../words/format.ts';
import { languages, languageWord, roleWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { FormDialog } from './FormDialog.tsx';
import { defaultWeights, WeightFields } from './WeightFields.tsx';

/** In s. */
const wrapUpTimes = [0, 30, 60, 120, 180, 300, 600, 900] as const;

const roles: readonly Role[] = ['OPERATOR', 'SUPERVISOR', 'ADMIN'];
const newOperator: OperatorFields = {
  email: '',
  firstName: '',
  lastName: '',
  office: '',
  role: 'OPERATOR',
  rights: [],
  languages: ['it'],
  maxWrite: 3,
};

const fieldsOf = ({
  email,
  firstName,
  lastName,
  office,
  role,
  rights,
  languages: spoken,
  maxWrite,
  weights,
  autoAccept,
  wrapUpS,
}: OperatorFields): OperatorFields => ({
  email,
  firstName,
  lastName,
  office,
  role,
  rights,
  languages: spoken,
  maxWrite,
  ...(weights && { weights }),
  ...(autoAccept !== undefined && { autoAccept }),
  ...(wrapUpS !== undefined && { wrapUpS }),
});

/** Adds an operator, who gets an invitation, or changes one. Nobody types another's password. */
export function OperatorDialog(props: {
  readonly operator: Operator | undefined;
  readonly onClose: () => void;
  readonly onInvited: (invitation: Invitation, name: string) => void;
}) {
  const words = useWords();
  const { operator } = props;
  const [fields, setFields] = useState<OperatorFields>(fieldsOf(operator ?? newOperator));
  const set = <K extends keyof OperatorFields>(name: K, value: OperatorFields[K]) =>
    setFields((before) => ({ ...before, [name]: value }));

  return (
    <FormDialog<Operator | { readonly invitation: Invitation }>
      size="lg"
      title={operator ? words.edit_named({ name: `${operator.firstName} ${operator.lastName}` }) : words.operator_add()}
      touches="operators"
      save={() => (operator ? api.changeOperator(operator.id, fields) : api.createOperator(fields))}
      action={operator ? words.save() : words.operator_create()}
      onClose={props.onClose}
      onSaved={(saved) => {
        if ('invitation' in saved) props.onInvited(saved.invitation, `${fields.firstName} ${fields.lastName}`);
        else props.onClose();
      }}
    >
      <Group grow align="flex-start">
        <TextInput
          label={words.first_name()}
          required
          maxLength={80}
          data-autofocus
          value={fields.firstName}
          onChange={(event) => set('firstName', event.currentTarget.value)}
        />
        <TextInput
          label={words.last_name()}
          required
          maxLength={80}
          value={fields.lastName}
          onChange={(event) => set('lastName', event.currentTarget.value)}
        />
      </Group>
      <TextInput
        label={words.email()}
        type="email"
        required
        maxLength={254}
        value={fields.email}
        onChange={(event) => set('email', event.currentTarget.value)}
      />
      <TextInput
        label={words.office()}
        description={words.office_help()}
        maxLength={80}
        value={fields.office}
        onChange={(event) => set('office', event.currentTarget.value)}
      />
      <Select
        label={words.role()}
        data={roles.map((value) => ({ value, label: words[roleWord[value]]() }))}
        value={fields.role}
        onChange={(value) => value && set('role', value as Role)}
      />
      <Checkbox
        label={words.right_archive()}
        description={words.right_archive_help()}
        checked={fields.rights.includes('ARCHIVE')}
        onChange={(event) => set('rights', event.currentTarget.checked ? ['ARCHIVE'] : [])}
      />
      <Checkbox.Group
        label={words.languages_spoken()}
        value={[...fields.languages]}
        onChange={(value) => value.length > 0 && set('languages', value as Language[])}
      >
        <Group mt={4}>
          {languages.map((value) => (
            <Checkbox key={value} value={value} label={words[languageWord[value]]()} />
          ))}
        </Group>
      </Checkbox.Group>
      <NumberInput
        label={words.max_write()}
        description={words.max_write_help()}
        min={1}
        max={20}
        maw={360}
        clampBehavior="strict"
        value={fields.maxWrite}
        onChange={(value) => typeof value === 'number' && set('maxWrite', value)}
      />
      <WeightFields weights={fields.weights ?? defaultWeights} onChange={(weights) => set('weights', weights)} />
      <Switch
        label={words.auto_accept()}
        description={words.auto_accept_help()}
        checked={fields.autoAccept ?? false}
        onChange={(event) => set('autoAccept', event.currentTarget.checked)}
      />
      <Select
        label={words.wrap_up_time()}
        description={words.wrap_up_time_help()}
        maw={320}
        data={wrapUpTimes.map((value) => ({
          value: String(value),
          label: value === 0 ? words.wrap_up_none() : duration(value * 1000),
        }))}
        value={String(fields.wrapUpS ?? 0)}
        onChange={(value) => value !== null && set('wrapUpS', Number(value))}
      />
    </FormDialog>
  );
}
