import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../../http/api.ts';
import { useMe } from '../../http/MeContext.ts';
import { asProblem } from '../../http/problem.ts';
import { problemText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';

const empty = { current: '', next: '', again: '' };

/** Changes the own password; every other sign-in of this person ends. */
export function PasswordPart() {
  const words = useWords();
  const me = useMe();
  const [fields, setFields] = useState(empty);
  const [said, setSaid] = useState<{ readonly ok: boolean; readonly text: string }>();
  const [busy, setBusy] = useState(false);
  const bind = (name: keyof typeof empty, autoComplete: string) => ({
    value: fields[name],
    autoComplete,
    required: true,
    withAsterisk: false,
    maw: 340,
    visibilityToggleButtonProps: { 'aria-label': words.password_show(), tabIndex: 0, 'aria-hidden': false } as const,
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      const { value } = event.currentTarget;
      setFields((before) => ({ ...before, [name]: value }));
    },
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (fields.next !== fields.again) return setSaid({ ok: false, text: words.passwords_differ() });
    setBusy(true);
    try {
      await api.changePassword(fields.current, fields.next);
      setFields(empty);
      setSaid({ ok: true, text: words.password_changed() });
    } catch (error) {
      const wrong = asProblem(error).code === 'UNAUTHENTICATED';
      setSaid({ ok: false, text: wrong ? words.password_current_wrong() : problemText(words, error) });
    }
    setBusy(false);
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <div role="alert">{said && <Alert color={said.ok ? 'green' : 'red'}>{said.text}</Alert>}</div>
        <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
        <PasswordInput label={words.password_current()} {...bind('current', 'current-password')} />
        <PasswordInput
          label={words.password_new()}
          description={words.password_rules()}
          {...bind('next', 'new-password')}
        />
        <PasswordInput label={words.password_again()} {...bind('again', 'new-password')} />
        <div>
          <Button type="submit" variant="default" loading={busy}>
            {words.password_change()}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
