import { Alert, Button, Card, Center, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';
import { useNames } from '../../http/queries.ts';
import { Page } from '../../shell/Page.tsx';
import { languageWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { Countdown } from '../desk/Countdown.tsx';
import { ModeMark } from '../desk/ModeMark.tsx';

/** Where a notice leads: who waits, and one press that answers. To open it accepts nothing. */
export function OfferScreen() {
  const words = useWords();
  const { consultation } = useParams({ strict: false });
  const loaded = useDeskState((state) => state.loaded);
  const offer = useDeskState((state) => state.offers.find(({ waiting }) => waiting.id === consultation));
  const own = useDeskState((state) => state.conversations.some(({ view }) => view.id === consultation));
  const names = useNames();
  const desk = useDesk();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const open = () => navigate({ to: '/consultation/$consultation', params: { consultation: consultation ?? '' } });

  async function accept() {
    setBusy(true);
    const done = consultation !== undefined && (await desk.accept(consultation));
    setBusy(false);
    if (done) await open();
  }

  async function decline() {
    if (consultation && (await desk.decline(consultation))) await navigate({ to: '/' });
  }

  if (!loaded) {
    return (
      <Center p="xl">
        <Loader aria-label={words.loading()} />
      </Center>
    );
  }
  return (
    <Page title={words.offer_title()}>
      {offer ? (
        <Card withBorder padding="lg" radius="lg" component="article">
          <Stack>
            <Group justify="space-between" wrap="nowrap">
              <Title order={2}>{names.topic(offer.waiting.topic)}</Title>
              {offer.expiresAt && <Countdown until={offer.expiresAt} />}
            </Group>
            <Group gap="md">
              <ModeMark mode={offer.waiting.mode} />
              <span>{offer.waiting.name ?? words.citizen()}</span>
              <span>{offer.waiting.reference}</span>
              <span>{words[languageWord[offer.waiting.language]]()}</span>
            </Group>
            {offer.waiting.question && <Text>{offer.waiting.question}</Text>}
            <Group>
              <Button size="md" loading={busy} onClick={() => void accept()}>
                {words.accept()}
              </Button>
              <Button size="md" variant="default" onClick={() => void decline()}>
                {words.decline()}
              </Button>
            </Group>
          </Stack>
        </Card>
      ) : (
        <Stack align="flex-start">
          <Alert color="lake">{own ? words.offer_yours() : words.offer_over()}</Alert>
          {own ? (
            <Button onClick={() => void open()}>{words.offer_open()}</Button>
          ) : (
            <Button component={Link} to="/" variant="default">
              {words.nav_desk()}
            </Button>
          )}
        </Stack>
      )}
    </Page>
  );
}
