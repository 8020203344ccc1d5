import { Alert, Button, Group, Loader, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { api } from '../../http/api.ts';
import { asProblem, Problem } from '../../http/problem.ts';
import { signedIn } from '../../http/queries.ts';
import type { LinkLook } from '../../http/types.ts';
import { Icon } from '../../theme/Icon.tsx';
import { problemText } from '../../words/problems.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import { DoorPage } from './DoorPage.tsx';

type Look =
  | { readonly type: 'looking' }
  | { readonly type: 'good'; readonly token: string; readonly link: LinkLook }
  | { readonly type: 'bad'; readonly problem: Problem };

/** Takes the one-use token out of the fragment, so that it stays neither in the history nor on the screen. */
function takeToken(): string {
  const token = location.hash.slice(1);
  history.replaceState(history.state, '', location.pathname);
  return token;
}

let taken: string | undefined;

/** `/console/invitation#…` and `/console/set-up#…`: sets the password, and signs in. */
export function LinkPage({ purpose }: { readonly purpose: LinkLook['purpose'] }) {
  const { words, speak } = useSpeech();
  const [look, setLook] = useState<Look>({ type: 'looking' });
  useEffect(() => {
    // Once per page: a second run of the effect must not find an empty fragment.
    taken ??= takeToken();
    const token = taken;
    api.lookAtLink(token).then(
      (link) => {
        if (link.language) void speak(link.language);
        const right = link.purpose === purpose;
        setLook(right ? { type: 'good', token, link } : { type: 'bad', problem: new Problem('LINK_DEAD') });
      },
      (error: unknown) => {
        const problem = asProblem(error);
        setLook({ type: 'bad', problem: problem.code === 'MALFORMED' ? new Problem('LINK_DEAD') : problem });
      },
    );
  }, [purpose, speak]);

  useEffect(() => {
    // Another link pasted into the same tab changes the fragment only: it is looked at from the beginning.
    const another = () => location.hash && location.reload();
    addEventListener('hashchange', another);
    return () => removeEventListener('hashchange', another);
  }, []);

  const title = purpose === 'SET_UP' ? words.set_up_title() : words.invitation_title();
  return (
    <DoorPage title={title}>
      {look.type === 'looking' && <Loader aria-label={words.loading()} />}
      {look.type === 'bad' && (
        <Stack>
          <Alert role="alert" color="red" icon={<Icon name="warn" />}>
            {look.problem.code === 'LINK_DEAD' ? words.link_dead_help() : problemText(words, look.problem)}
          </Alert>
          <Button component="a" href="/console/" variant="default">
            {words.to_sign_in()}
          </Button>
        </Stack>
      )}
      {look.type === 'good' && <LinkForm token={look.token} link={look.link} />}
    </DoorPage>
  );
}

function LinkForm({ token, link }: { readonly token: string; readonly link: LinkLook }) {
  const { words } = useSpeech();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [fields, setFields] = useState({ email: '', firstName: '', lastName: '', password: '', again: '' });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const setsUp = link.purpose === 'SET_UP';
  const bind = (name: keyof typeof fields) => ({
    value: fields[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      const { value } = event.currentTarget;
      setFields((before) => ({ ...before, [name]: value }));
    },
    required: true,
    withAsterisk: false,
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (fields.password !== fields.again) return setProblem(words.passwords_differ());
    setBusy(true);
    try {
      const { email, firstName, lastName, password } = fields;
      const me = await api.redeemLink({ token, password, ...(setsUp ? { email, firstName, lastName } : {}) });
      signedIn(queries, me);
      await navigate({ to: '/' });
    } catch (error) {
      setBusy(false);
      setProblem(problemText(words, error));
    }
  }

  const toggle = { 'aria-label': words.password_show(), tabIndex: 0, 'aria-hidden': false } as const;
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">
          {setsUp
            ? words.set_up_help()
            : words.invitation_help({ name: link.firstName ?? '', email: link.email ?? '' })}
        </Text>
        <div role="alert">{problem && <Alert color="red">{problem}</Alert>}</div>
        {setsUp && (
          <>
            <TextInput label={words.email()} type="email" autoComplete="username" {...bind('email')} />
            <Group grow>
              <TextInput label={words.first_name()} autoComplete="given-name" maxLength={80} {...bind('firstName')} />
              <TextInput label={words.last_name()} autoComplete="family-name" maxLength={80} {...bind('lastName')} />
            </Group>
          </>
        )}
        {!setsUp && <input type="hidden" name="username" autoComplete="username" value={link.email ?? ''} readOnly />}
        <PasswordInput
          label={words.password_new()}
          description={words.password_rules()}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...bind('password')}
        />
        <PasswordInput
          label={words.password_again()}
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          {...bind('again')}
        />
        <Button
          type="submit"
          size="md"
          loading={busy}
          h="auto"
          mih={42}
          py={6}
          styles={{ label: { whiteSpace: 'normal' } }}
        >
          {words.password_set()}
        </Button>
      </Stack>
    </form>
  );
}
