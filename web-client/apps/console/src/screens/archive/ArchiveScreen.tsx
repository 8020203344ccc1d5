import { Button, Select, Table, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type ArchiveSearch, api } from '../../http/api.ts';
import { useMe } from '../../http/MeContext.ts';
import { useNames } from '../../http/queries.ts';
import type { PastConsultation } from '../../http/types.ts';
import { Page } from '../../shell/Page.tsx';
import { dayAndTime } from '../../words/format.ts';
import { problemText } from '../../words/problems.ts';
import { outcomeWord, stateWord } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import styles from './ArchiveScreen.module.css';
import { dayAfter, dayStart } from './days.ts';

interface Fields {
  readonly text: string;
  readonly reference: string;
  readonly topic: string | null;
  readonly operator: string | null;
  readonly from: string;
  readonly to: string;
}
const noFields: Fields = { text: '', reference: '', topic: null, operator: null, from: '', to: '' };

/** Past consultations, newest first; whom it shows decides the server by role and right. */
export function ArchiveScreen() {
  const { words } = useSpeech();
  const me = useMe();
  const [search, setSearch] = useState<ArchiveSearch>({});
  const found = useInfiniteQuery({
    queryKey: ['archive', search],
    queryFn: ({ pageParam }) => api.searchArchive({ ...search, before: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  const all = found.data?.pages.flatMap((page) => page.consultations) ?? [];
  const lead = me.rights.includes('ARCHIVE')
    ? words.archive_lead_all()
    : me.role === 'SUPERVISOR'
      ? words.archive_lead_topics()
      : words.archive_lead_own();
  return (
    <Page title={words.archive_title()} lead={`${lead} ${words.archive_recorded()}`} wide>
      <SearchForm onSearch={setSearch} showOperator={me.role !== 'OPERATOR' || me.rights.includes('ARCHIVE')} />
      <div role="status" className={styles.status}>
        {found.isPending && words.loading()}
        {found.isError && problemText(words, found.error)}
        {found.isSuccess && (all.length === 0 ? words.archive_none() : words.archive_found({ n: all.length }))}
      </div>
      {all.length > 0 && <Found consultations={all} />}
      {found.hasNextPage && (
        <Button mt="md" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {words.show_more()}
        </Button>
      )}
    </Page>
  );
}

function SearchForm(props: { readonly onSearch: (search: ArchiveSearch) => void; readonly showOperator: boolean }) {
  const { words } = useSpeech();
  const names = useNames();
  const [fields, setFields] = useState(noFields);
  const set = <K extends keyof Fields>(name: K, value: Fields[K]) =>
    setFields((before) => ({ ...before, [name]: value }));

  function submit(event: FormEvent) {
    event.preventDefault();
    props.onSearch({
      text: fields.text.trim() || undefined,
      reference: fields.reference.trim().toUpperCase() || undefined,
      topic: fields.topic ?? undefined,
      operator: fields.operator ?? undefined,
      from: dayStart(fields.from),
      to: dayAfter(fields.to),
    });
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to all browsers in use
    <form role="search" onSubmit={submit} className={styles.form}>
      <TextInput
        className={styles.text}
        label={words.search_text()}
        value={fields.text}
        maxLength={200}
        onChange={(event) => set('text', event.currentTarget.value)}
      />
      <TextInput
        label={words.reference()}
        placeholder="K7-4F2"
        value={fields.reference}
        maxLength={6}
        onChange={(event) => set('reference', event.currentTarget.value)}
      />
      <Select
        label={words.topic()}
        placeholder={words.all()}
        data={names.data.topics.map(({ id }) => ({ value: id, label: names.topic(id) }))}
        value={fields.topic}
        onChange={(value) => set('topic', value)}
        clearable
        searchable
        clearButtonProps={{ 'aria-label': words.clear() }}
      />
      {props.showOperator && (
        <Select
          label={words.operator()}
          placeholder={words.all()}
          data={names.data.operators.map(({ id }) => ({ value: id, label: names.person(id) }))}
          value={fields.operator}
          onChange={(value) => set('operator', value)}
          clearable
          searchable
          clearButtonProps={{ 'aria-label': words.clear() }}
        />
      )}
      <TextInput
        type="date"
        label={words.from_day()}
        value={fields.from}
        onChange={(event) => set('from', event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={words.to_day()}
        value={fields.to}
        onChange={(event) => set('to', event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit">{words.search()}</Button>
        <Button
          variant="default"
          onClick={() => {
            setFields(noFields);
            props.onSearch({});
          }}
        >
          {words.clear()}
        </Button>
      </div>
    </form>
  );
}

function Found({ consultations }: { readonly consultations: readonly PastConsultation[] }) {
  const { words, locale } = useSpeech();
  const names = useNames();
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }} type="native">
      <Table highlightOnHover className={styles.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.reference()}</Table.Th>
            <Table.Th>{words.ended_at()}</Table.Th>
            <Table.Th>{words.topic()}</Table.Th>
            <Table.Th>{words.citizen()}</Table.Th>
            <Table.Th>{words.operator()}</Table.Th>
            <Table.Th>{words.outcome()}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {consultations.map((it) => (
            <Table.Tr key={it.id}>
              <Table.Td>
                <Link
                  to="/archive/$consultation"
                  params={{ consultation: it.id }}
                  className={styles.link}
                  preload={false}
                >
                  {it.reference}
                </Link>
              </Table.Td>
              <Table.Td className={styles.when}>
                {it.endedAt && dayAndTime(it.endedAt, locale, names.timeZone)}
              </Table.Td>
              <Table.Td>{names.topic(it.topic)}</Table.Td>
              <Table.Td>
                {it.name ?? (
                  <Text span c="dimmed" inherit>
                    {words.no_name()}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{it.operator ? names.person(it.operator) : '–'}</Table.Td>
              <Table.Td>{it.outcome ? words[outcomeWord[it.outcome]]() : words[stateWord[it.state]]()}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
