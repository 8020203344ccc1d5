import type { ConsultationView } from '@indiretta/protocol';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useNames } from '../../http/queries.ts';
import { timeOfDay } from '../../words/format.ts';
import { languageWord, textIn } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import styles from './Details.module.css';

/** What helps to answer: who it is (and what of it is not proven), where they are, what to have ready. */
export function Details({ view }: { readonly view: ConsultationView }) {
  const { words, locale } = useSpeech();
  const names = useNames();
  const topic = names.data.topics.find(({ id }) => id === view.topic);
  const ready = textIn(topic?.ready, view.language);
  const link = textIn(topic?.link, view.language);
  const { citizen } = view;
  return (
    <div className={styles.details}>
      <dl className={styles.list}>
        <Fact term={words.citizen()}>{citizen?.name ?? words.no_name()}</Fact>
        {citizen?.saysToBe && (
          <Fact term={words.says_to_be()}>
            {citizen.saysToBe}
            <Text size="xs" c="dimmed">
              {words.not_proven()}
            </Text>
          </Fact>
        )}
        <Fact term={words.topic()}>{names.topic(view.topic)}</Fact>
        <Fact term={words.language()}>{words[languageWord[view.language]]()}</Fact>
        {view.earlier && (
          <Fact term={words.earlier_case()}>
            <Anchor
              component={Link}
              to={`/archive/${view.earlier.id}`}
              target="_blank"
              size="sm"
              title={words.opens_new_page()}
            >
              {view.earlier.reference}
            </Anchor>
          </Fact>
        )}
        {citizen?.page && (
          <Fact term={words.page()}>
            <PageLink page={citizen.page} />
          </Fact>
        )}
        <Fact term={words.started()}>{timeOfDay(view.startedAt, locale, names.timeZone)}</Fact>
      </dl>
      {ready && (
        <section>
          <h3 className={styles.title}>{words.have_ready()}</h3>
          <p className={styles.ready} lang={view.language}>
            {ready}
          </p>
        </section>
      )}
      {link && (
        <Anchor href={link} target="_blank" rel="noopener noreferrer" size="sm">
          {words.service_page()}
        </Anchor>
      )}
    </div>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className={styles.title}>{term}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}

/** The portal's page, without its query (the server cut it off); it opens in a page of its own. */
function PageLink({ page }: { readonly page: string }) {
  const { words } = useSpeech();
  const safe = /^https?:\/\//.test(page);
  if (!safe) return <span>{page}</span>;
  const address = new URL(page);
  return (
    <Anchor href={page} target="_blank" rel="noopener noreferrer" size="sm" title={words.opens_new_page()}>
      {address.host}
      {address.pathname}
    </Anchor>
  );
}
