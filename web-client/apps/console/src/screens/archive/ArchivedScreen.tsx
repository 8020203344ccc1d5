import { Alert, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { api } from '../../http/api.ts';
import { useMe } from '../../http/MeContext.ts';
import { useNames } from '../../http/queries.ts';
import type { OpenedConsultation } from '../../http/types.ts';
import { Loaded } from '../../shell/Loaded.tsx';
import { Page } from '../../shell/Page.tsx';
import { Icon } from '../../theme/Icon.tsx';
import { dayAndTime } from '../../words/format.ts';
import { languageWord, outcomeWord, ratingWord } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import { EntryView } from '../transcript/EntryView.tsx';
import { useTranscriptDownload } from '../useTranscriptDownload.ts';
import styles from './ArchivedScreen.module.css';
import { ChoicesPart } from './ChoicesPart.tsx';

/** One past consultation. Opening it left a row (who, which, when), and the screen says so. */
export function ArchivedScreen() {
  const { words } = useSpeech();
  const { consultation } = useParams({ from: '/staff/archive/$consultation' });
  const opened = useQuery({
    queryKey: ['archived', consultation],
    queryFn: () => api.openArchive(consultation),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const reference = opened.data?.consultation.reference ?? '';
  const download = useTranscriptDownload(consultation, reference);
  return (
    <Page
      title={words.consultation_reference({ reference })}
      actions={
        opened.isSuccess && (
          <>
            <Button variant="default" leftSection={<Icon name="download" />} onClick={() => void download('text')}>
              {words.transcript_text()}
            </Button>
            <Button variant="default" leftSection={<Icon name="download" />} onClick={() => void download('html')}>
              {words.transcript_html()}
            </Button>
          </>
        )
      }
    >
      <Group mb="sm">
        <Link to="/archive" className={styles.back}>
          <Icon name="left" size={16} /> {words.back_to_archive()}
        </Link>
      </Group>
      <Loaded query={opened}>{(data) => <Opened opened={data} />}</Loaded>
    </Page>
  );
}

function Opened({ opened }: { readonly opened: OpenedConsultation }) {
  const { words, locale } = useSpeech();
  const names = useNames();
  const me = useMe();
  const { consultation: it, entries } = opened;
  // As the server lets them ask (RT8); who may read the archive of other topics too may not.
  const mayAskWhy =
    me.role === 'ADMIN' ||
    it.operator === me.id ||
    (me.role === 'SUPERVISOR' && names.data.levels[it.topic] !== undefined);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.citizen(), it.name ?? words.no_name()],
    [words.topic(), names.topic(it.topic)],
    [words.operator(), it.operator && names.person(it.operator)],
    [words.language(), words[languageWord[it.language]]()],
    [words.started(), dayAndTime(it.startedAt, locale, names.timeZone)],
    [words.ended_at(), it.endedAt && dayAndTime(it.endedAt, locale, names.timeZone)],
    [words.outcome(), it.outcome && words[outcomeWord[it.outcome]]()],
    [words.rating(), it.rating && words[ratingWord[it.rating]]()],
    [words.rating_comment(), it.comment],
  ];
  return (
    <>
      <Alert color="lake" icon={<Icon name="info" />} mb="md">
        {words.archive_opening_recorded()}
      </Alert>
      <dl className={styles.facts}>
        {facts.map(([term, value]) =>
          value ? (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {mayAskWhy && <ChoicesPart consultation={it.id} />}
      <section aria-label={words.transcript()} className={styles.transcript}>
        {it.erasedAt && <p>{words.archive_erased()}</p>}
        {entries.map((entry) => (
          <EntryView key={entry.seq} consultation={it.id} entry={entry} language={it.language} />
        ))}
      </section>
    </>
  );
}
