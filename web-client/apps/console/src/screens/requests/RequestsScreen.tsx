import { Anchor, Button, Card, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../http/api.ts';
import { useMe } from '../../http/MeContext.ts';
import { useContactRequests, useNames } from '../../http/queries.ts';
import type { ContactRequest } from '../../http/types.ts';
import { Loaded } from '../../shell/Loaded.tsx';
import { Page } from '../../shell/Page.tsx';
import { dayAndTime } from '../../words/format.ts';
import { problemText } from '../../words/problems.ts';
import { languageWord } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import styles from './RequestsScreen.module.css';

/** Messages left while nobody was there: seen to by whoever takes them, then done. */
export function RequestsScreen() {
  const { words } = useSpeech();
  const [state, setState] = useState<ContactRequest['state']>('OPEN');
  const query = useContactRequests(state);
  return (
    <Page
      title={words.requests_title()}
      lead={words.requests_lead()}
      actions={
        <SegmentedControl
          aria-label={words.requests_which()}
          classNames={{ label: styles.which as string }}
          value={state}
          onChange={(value) => setState(value as ContactRequest['state'])}
          data={[
            { value: 'OPEN', label: words.requests_open() },
            { value: 'TAKEN', label: words.requests_taken() },
            { value: 'DONE', label: words.requests_done() },
          ]}
        />
      }
    >
      <Loaded query={query}>
        {(requests) =>
          requests.length === 0 ? (
            <Text c="dimmed">{words.requests_none()}</Text>
          ) : (
            <Stack component="ul" gap="sm" p={0} m={0} className={styles.list}>
              {requests.map((request) => (
                <RequestCard key={request.id} request={request} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}

function RequestCard({ request }: { readonly request: ContactRequest }) {
  const { words, locale } = useSpeech();
  const names = useNames();
  const me = useMe();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function change(how: (id: string) => Promise<void>) {
    setBusy(true);
    setProblem(undefined);
    try {
      await how(request.id);
    } catch (error) {
      setProblem(problemText(words, error));
    }
    setBusy(false);
    await queries.invalidateQueries({ queryKey: ['contact-requests'] });
  }

  const mine = request.operator === me.id;
  return (
    <Card component="li" withBorder padding="md">
      <div className={styles.head}>
        <h2 className={styles.topic}>{names.topic(request.topic)}</h2>
        <span className={styles.meta}>
          {request.reference} · {dayAndTime(request.createdAt, locale, names.timeZone)} ·{' '}
          {words[languageWord[request.language]]()}
        </span>
      </div>
      <p className={styles.text} lang={request.language}>
        {request.text}
      </p>
      <div className={styles.foot}>
        <div className={styles.contact}>
          <strong>{request.name ?? words.no_name()}</strong>
          {request.telephone && (
            <Anchor href={`tel:${request.telephone.replace(/[^\d+]/g, '')}`}>{request.telephone}</Anchor>
          )}
          {request.email && <Anchor href={`mailto:${encodeURI(request.email)}`}>{request.email}</Anchor>}
        </div>
        {problem && (
          <Text role="alert" c="var(--mantine-color-error)" size="sm">
            {problem}
          </Text>
        )}
        {request.state === 'OPEN' && (
          <Button size="compact-md" loading={busy} onClick={() => void change(api.takeContactRequest)}>
            {words.request_take()}
          </Button>
        )}
        {request.state === 'TAKEN' && mine && (
          <Button size="compact-md" loading={busy} onClick={() => void change(api.finishContactRequest)}>
            {words.request_finish()}
          </Button>
        )}
        {request.state !== 'OPEN' && !(request.state === 'TAKEN' && mine) && (
          <span className={styles.meta}>{names.person(request.operator)}</span>
        )}
      </div>
    </Card>
  );
}
