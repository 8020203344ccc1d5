import { Card, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMe } from '../../http/MeContext.ts';
import { Page } from '../../shell/Page.tsx';
import { useWords } from '../../words/WordsContext.tsx';
import { ChoicesPart } from './ChoicesPart.tsx';
import { OnCallPart } from './OnCallPart.tsx';
import { PasswordPart } from './PasswordPart.tsx';
import { PhotoPart } from './PhotoPart.tsx';
import { SecondFactorPart } from './SecondFactorPart.tsx';

/** What a person chooses for themselves. */
export function MeScreen() {
  const words = useWords();
  const me = useMe();
  return (
    <Page
      title={words.nav_me()}
      lead={`${me.firstName} ${me.lastName} · ${me.email}${me.office ? ` · ${me.office}` : ''}`}
    >
      <Stack>
        <Part title={words.me_choices()}>
          <ChoicesPart />
        </Part>
        <Part title={words.on_call_title()}>
          <OnCallPart />
        </Part>
        <Part title={words.photo()}>
          <PhotoPart />
        </Part>
        <Part title={words.password()}>
          <PasswordPart />
        </Part>
        <Part title={words.second_factor()}>
          <SecondFactorPart />
        </Part>
      </Stack>
    </Page>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card withBorder component="section" padding="lg" radius="lg" aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      {children}
    </Card>
  );
}
