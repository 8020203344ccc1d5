import type { SignInEnding } from '@indiretta/protocol';
import { Alert, Anchor, Button, Collapse, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useNow } from '../../desk/useNow.ts';
import { api } from '../../http/api.ts';
import { asProblem, type Problem } from '../../http/problem.ts';
import { signedIn } from '../../http/queries.ts';
import { Icon } from '../../theme/Icon.tsx';
import { duration } from '../../words/format.ts';
import { problemText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';
import type { Words } from '../../words/words.ts';
import { DoorPage } from './DoorPage.tsx';

/** What the form says after a try; a lock-out counts down to the time from which to try again. */
type Trouble =
  | { readonly type: 'none' }
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'locked'; readonly until: number };

function troubleText(words: Words, trouble: Trouble, codeSent: boolean, now: number): string | undefined {
  if (trouble.type === 'none') return undefined;
  if (trouble.type === 'locked') {
    return trouble.until > now
      ? words.sign_in_locked({ time: duration(trouble.until - now) })
      : words.sign_in_try_again();
  }
  const { code } = trouble.problem;
  if (code === 'UNAUTHENTICATED') return words.sign_in_wrong();
  if (code === 'CODE_NEEDED') return codeSent ? words.sign_in_code_wrong() : undefined;
  return problemText(words, trouble.problem);
}

/** Why the sign-in appeared by itself; undefined: it did not. */
function endedText(words: Words, wasSignedOut: boolean, ending: SignInEnding | undefined): string | undefined {
  if (ending === 'IDLE') return words.signed_out_idle();
  if (ending === 'AGE') return words.signed_out_age();
  return wasSignedOut ? words.sign_in_ended() : undefined;
}

export function SignInPage({
  wasSignedOut = false,
  ending,
}: {
  readonly wasSignedOut?: boolean;
  readonly ending?: SignInEnding | undefined;
}) {
  const words = useWords();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeAsked, setCodeAsked] = useState(false);
  const [codeSent, setCodeSent] = useState(false);
  const [busy, setBusy] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>({ type: 'none' });
  const codeInput = useRef<HTMLInputElement>(null);
  const now = useNow();
  const locked = trouble.type === 'locked' && trouble.until > now;

  useEffect(() => {
    if (codeAsked) codeInput.current?.focus();
  }, [codeAsked]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || locked) return;
    setBusy(true);
    try {
      signedIn(queries, await api.signIn(email.trim(), password, codeAsked ? code : undefined));
    } catch (error) {
      const problem = asProblem(error);
      setBusy(false);
      setCodeSent(codeAsked);
      setTrouble(
        problem.code === 'TOO_MANY'
          ? { type: 'locked', until: Date.now() + (problem.retryAfterMs ?? 1000) }
          : { type: 'problem', problem },
      );
      if (problem.code === 'CODE_NEEDED') setCodeAsked(true);
      setCode('');
    }
  }

  const text = troubleText(words, trouble, codeSent, now);
  const ended = endedText(words, wasSignedOut, ending);
  return (
    <DoorPage title={words.sign_in_title()}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {ended && !text && <Alert color="lake">{ended}</Alert>}
          <div role="alert">
            {text && (
              <Alert color="red" icon={<Icon name="warn" />}>
                {text}
              </Alert>
            )}
          </div>
          <TextInput
            label={words.email()}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={words.password()}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': words.password_show(), tabIndex: 0, 'aria-hidden': false }}
          />
          {codeAsked && (
            <TextInput
              ref={codeInput}
              label={words.code()}
              description={words.code_hint()}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              required
              withAsterisk={false}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value.replace(/\D/g, ''))}
            />
          )}
          <Button type="submit" size="md" loading={busy} disabled={locked} fullWidth>
            {words.sign_in()}
          </Button>
          <div>
            <Anchor
              component="button"
              type="button"
              size="sm"
              aria-expanded={forgotten}
              onClick={() => setForgotten(!forgotten)}
            >
              {words.password_forgotten()}
            </Anchor>
            <Collapse expanded={forgotten}>
              <Text size="sm" mt="xs">
                {words.password_forgotten_help()}
              </Text>
            </Collapse>
          </div>
        </Stack>
      </form>
    </DoorPage>
  );
}
