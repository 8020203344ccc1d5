import { Alert, Button, Code, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../http/api.ts';
import { useMe } from '../../http/MeContext.ts';
import { asProblem } from '../../http/problem.ts';
import { meQuery } from '../../http/queries.ts';
import type { NewSecondFactor } from '../../http/types.ts';
import { problemText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';

type Step = { readonly type: 'password' } | { readonly type: 'code'; readonly factor: NewSecondFactor };

/** Adds or removes an authenticator; a new one counts only once a code of it was given. */
export function SecondFactorPart() {
  const words = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>({ type: 'password' });
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function attempt(how: () => Promise<void>) {
    setBusy(true);
    setProblem(undefined);
    try {
      await how();
    } catch (error) {
      const known = asProblem(error).code;
      if (known === 'UNAUTHENTICATED') setProblem(words.password_current_wrong());
      else if (known === 'CODE_NEEDED') setProblem(words.sign_in_code_wrong());
      else setProblem(problemText(words, error));
    }
    setBusy(false);
  }

  const withPassword = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      if (me.secondFactor) await api.removeSecondFactor(password);
      else setStep({ type: 'code', factor: await api.startSecondFactor(password) });
      setPassword('');
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    });
  };
  const withCode = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await api.confirmSecondFactor(code);
      setStep({ type: 'password' });
      setCode('');
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    });
  };

  return (
    <Stack>
      <Text size="sm">{me.secondFactor ? words.second_factor_on() : words.second_factor_off()}</Text>
      <div role="alert">{problem && <Alert color="red">{problem}</Alert>}</div>
      {step.type === 'password' ? (
        <form onSubmit={withPassword}>
          <Group align="flex-end">
            <PasswordInput
              w={260}
              label={words.password_current()}
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={password}
              visibilityToggleButtonProps={{ 'aria-label': words.password_show(), tabIndex: 0, 'aria-hidden': false }}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={busy} {...(me.secondFactor ? { color: 'red' } : {})}>
              {me.secondFactor ? words.second_factor_remove() : words.second_factor_add()}
            </Button>
          </Group>
        </form>
      ) : (
        <form onSubmit={withCode}>
          <Stack>
            <Text size="sm">{words.second_factor_scan()}</Text>
            <QrCode qr={step.factor.qr} label={words.second_factor_qr()} />
            <Text size="sm">
              {words.second_factor_key()} <Code>{step.factor.key.replace(/(.{4})/g, '$1 ').trim()}</Code>
            </Text>
            <Group align="flex-end">
              <TextInput
                w={160}
                label={words.code()}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                required
                withAsterisk={false}
                value={code}
                onChange={(event) => setCode(event.currentTarget.value.replace(/\D/g, ''))}
              />
              <Button type="submit" loading={busy}>
                {words.confirm()}
              </Button>
              <Button variant="default" onClick={() => setStep({ type: 'password' })}>
                {words.cancel()}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Stack>
  );
}

/** Dark on white in both schemes: that is what cameras read. */
function QrCode({ qr, label }: { readonly qr: NewSecondFactor['qr']; readonly label: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${qr.size} ${qr.size}`}
      width={220}
      height={220}
      shapeRendering="crispEdges"
    >
      <rect width={qr.size} height={qr.size} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  );
}
