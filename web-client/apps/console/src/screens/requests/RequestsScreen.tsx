import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useContactRequests } from '../../http/queries.ts';
import type { ContactRequest } from '../../http/types.ts';
import { Loaded } from '../../shell/Loaded.tsx';
import { Page } from '../../shell/Page.tsx';
import { useSpeech } from '../../words/WordsContext.tsx';
import { RequestCard } from './RequestCard.tsx';
import styles from './RequestsScreen.module.css';

/** Tasks: what was left while nobody was there or passed on to an office. Seen to by whoever takes them, then done. */
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
        {({ contactRequests, mail }) =>
          contactRequests.length === 0 ? (
            <Text c="dimmed">{words.requests_none()}</Text>
          ) : (
            <Stack component="ul" gap="sm" p={0} m={0} className={styles.list}>
              {contactRequests.map((request) => (
                <RequestCard key={request.id} request={request} mail={mail} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}
