import { Alert, Badge, Button, FileButton, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useAnnounce } from '../../announce/Announcer.tsx';
import { api } from '../../http/api.ts';
import { useDirectoryChanged, useNames } from '../../http/queries.ts';
import type { ConfigurationChange, ConfigurationOutcome } from '../../http/types.ts';
import { Page } from '../../shell/Page.tsx';
import { Icon } from '../../theme/Icon.tsx';
import { problemText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';
import type { PlainWord } from '../../words/words.ts';
import board from '../board/Board.module.css';
import { Table } from '../board/Table.tsx';
import { saveAs } from '../useTranscriptDownload.ts';

/** A file that was tried, with what came of it. */
interface Tried {
  readonly file: File;
  readonly outcome: ConfigurationOutcome;
}

const kindWord: Record<ConfigurationChange['kind'], PlainWord> = {
  ADDED: 'configuration_added',
  CHANGED: 'configuration_changed',
  REMOVED: 'configuration_removed',
};
const whatWord: Record<ConfigurationChange['what'], PlainWord> = {
  GROUP: 'group',
  TOPIC: 'topic',
  COMPETENCE: 'configuration_competence',
  CALENDAR: 'configuration_calendar',
};
const kindColour: Record<ConfigurationChange['kind'], string> = { ADDED: 'green', CHANGED: 'lake', REMOVED: 'red' };

/** Everything of topics and hours as one file: out, and in again once a person has seen what it changes. */
export function ConfigurationScreen() {
  const words = useWords();
  const announce = useAnnounce();
  const changed = useDirectoryChanged();
  const [tried, setTried] = useState<Tried>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function doing(act: () => Promise<void>) {
    setBusy(true);
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      setProblem(problemText(words, error));
    }
    setBusy(false);
  }
  const download = () => doing(async () => saveAs(await api.configuration(), 'InDiretta.yaml'));
  const tryOut = (file: File) =>
    doing(async () => {
      setTried(undefined);
      setTried({ file, outcome: await api.importConfiguration(file, true) });
    });
  const apply = (file: File) =>
    doing(async () => {
      const outcome = await api.importConfiguration(file, false);
      setTried({ file, outcome });
      if (!outcome.applied) return;
      announce(words.configuration_applied({ file: file.name }));
      await Promise.all(['topics', 'competences', 'calendar'].map(changed));
    });

  return (
    <Page
      title={words.admin_configuration()}
      lead={words.configuration_lead()}
      actions={
        <Button variant="default" leftSection={<Icon name="download" />} onClick={() => void download()}>
          {words.configuration_export()}
        </Button>
      }
    >
      <section className={board.part} aria-labelledby="import">
        <h2 id="import">{words.configuration_import()}</h2>
        <p className={board.lead}>{words.configuration_import_help()}</p>
        <FileButton
          accept=".yaml,.yml"
          onChange={(file) => file && void tryOut(file)}
          inputProps={{ 'aria-label': words.configuration_choose() }}
        >
          {(button) => (
            <Button {...button} loading={busy}>
              {words.configuration_choose()}
            </Button>
          )}
        </FileButton>
        <div role="alert">
          {problem && (
            <Alert color="red" mt="md">
              {problem}
            </Alert>
          )}
        </div>
        <div role="status">{tried && <Summary tried={tried} />}</div>
        {tried && <Outcome tried={tried} busy={busy} onApply={() => void apply(tried.file)} />}
      </section>
    </Page>
  );
}

function Summary({ tried: { file, outcome } }: { readonly tried: Tried }) {
  const words = useWords();
  const about = { file: file.name };
  const text =
    outcome.errors.length > 0
      ? words.configuration_errors(about)
      : outcome.applied
        ? words.configuration_applied(about)
        : outcome.changes.length === 0
          ? words.configuration_nothing(about)
          : words.configuration_would(about);
  return (
    <Alert mt="md" mb="sm" color={outcome.errors.length > 0 ? 'red' : 'lake'}>
      {text}
    </Alert>
  );
}

function Outcome(props: { readonly tried: Tried; readonly busy: boolean; readonly onApply: () => void }) {
  const words = useWords();
  const { outcome } = props.tried;
  if (outcome.errors.length > 0) return <Errors outcome={outcome} />;
  if (outcome.changes.length === 0) return null;
  return (
    <>
      <Changes changes={outcome.changes} />
      {!outcome.applied && (
        <Group mt="md">
          <Button loading={props.busy} onClick={props.onApply}>
            {words.configuration_apply()}
          </Button>
        </Group>
      )}
    </>
  );
}

function Changes({ changes }: { readonly changes: readonly ConfigurationChange[] }) {
  const words = useWords();
  const names = useNames();
  const name = ({ what, id }: ConfigurationChange) =>
    what === 'GROUP' ? names.group(id) : what === 'CALENDAR' ? id : names.topic(id);
  return (
    <Table label={words.configuration_change()}>
      <thead>
        <tr>
          <th scope="col">{words.configuration_what()}</th>
          <th scope="col">{words.configuration_change()}</th>
          <th scope="col">{words.details()}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((it) => (
          <tr key={`${it.what} ${it.id} ${it.kind} ${it.detail ?? ''}`}>
            <th scope="row">
              {name(it)}
              <span className={board.office}>{words[whatWord[it.what]]()}</span>
            </th>
            <td>
              <Badge color={kindColour[it.kind]}>{words[kindWord[it.kind]]()}</Badge>
            </td>
            <td>{it.detail}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The place and the words of an error are the file's own, in English. */
function Errors({ outcome }: { readonly outcome: ConfigurationOutcome }) {
  const words = useWords();
  return (
    <Table label={words.configuration_error()}>
      <thead>
        <tr>
          <th scope="col">{words.configuration_line()}</th>
          <th scope="col">{words.configuration_error()}</th>
          <th scope="col">{words.configuration_place()}</th>
        </tr>
      </thead>
      <tbody>
        {outcome.errors.map((it) => (
          <tr key={`${it.line} ${it.path} ${it.message}`}>
            <td className={board.number}>{it.line}</td>
            <td lang="en">{it.message}</td>
            <td>
              <Text span ff="monospace" size="sm">
                {it.path}
              </Text>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
