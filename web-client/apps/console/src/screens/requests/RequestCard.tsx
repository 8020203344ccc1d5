import { Anchor, Badge, Button, Card, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '../../desk/useNow.ts';
import { api } from '../../http/api.ts';
import { useMe } from '../../http/MeContext.ts';
import { useNames } from '../../http/queries.ts';
import type { ContactRequest } from '../../http/types.ts';
import { dayAndTime, day as dayOf, languageOf } from '../../words/format.ts';
import { problemText } from '../../words/problems.ts';
import { answerMailWord, languageWord, requestKindWord } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import { saveAs } from '../useTranscriptDownload.ts';
import { AnswerDialog } from './AnswerDialog.tsx';
import { CalledDialog } from './CalledDialog.tsx';
import { type Due, dueFrom } from './due.ts';
import { RequestFiles } from './RequestFiles.tsx';
import styles from './RequestsScreen.module.css';

export function RequestCard(props: { readonly request: ContactRequest; readonly mail: boolean }) {
  const { request } = props;
  const { words, locale } = useSpeech();
  const names = useNames();
  return (
    <Card component="li" withBorder padding="md">
      <div className={styles.head}>
        <h2 className={styles.topic}>{names.topic(request.topic)}</h2>
        <span className={styles.marks}>
          <Badge color="gray" variant="light" className={styles.mark as string}>
            {words[requestKindWord[request.kind]]()}
          </Badge>
          {request.state !== 'DONE' && <DueMark request={request} />}
        </span>
      </div>
      <p className={styles.meta}>
        {request.reference} · {dayAndTime(request.createdAt, locale, names.timeZone)} ·{' '}
        {words[languageWord[request.language]]()}
        {request.forwardedBy && ` · ${words.request_forwarded_by({ name: names.person(request.forwardedBy) })}`}
      </p>
      {request.text && (
        <p className={styles.text} lang={request.forwardedBy ? undefined : request.language}>
          {request.text}
        </p>
      )}
      {request.written && <Said label={words.request_written()} text={request.written} language={request.language} />}
      <RequestFiles request={request} />
      {request.answer && <Said label={words.request_answered()} text={request.answer} language={request.language} />}
      {request.answerMail && (
        <Text
          size="sm"
          {...(request.answerMail === 'GIVEN_UP' ? { c: 'var(--mantine-color-error)' } : { c: 'dimmed' })}
        >
          {words[answerMailWord[request.answerMail]]()}
        </Text>
      )}
      {request.note && <Said label={words.request_note()} text={request.note} />}
      <div className={styles.foot}>
        <Contact request={request} />
        <Actions request={request} mail={props.mail} />
      </div>
    </Card>
  );
}

const dueColour: Record<Due, string> = { LATER: 'gray', TODAY: 'orange', OVERDUE: 'red' };

function DueMark({ request }: { readonly request: ContactRequest }) {
  const { words, locale } = useSpeech();
  const names = useNames();
  const now = useNow();
  const due = dueFrom(request.dueAt, new Date(now), names.timeZone);
  const day = dayOf(request.dueAt, locale, names.timeZone);
  const text = {
    LATER: words.request_due({ day }),
    TODAY: words.request_due_today(),
    OVERDUE: words.request_overdue({ day }),
  };
  return (
    <Badge color={dueColour[due]} variant="light" className={styles.mark as string}>
      {text[due]}
    </Badge>
  );
}

function Said(props: { readonly label: string; readonly text: string; readonly language?: string }) {
  return (
    <div className={styles.said}>
      <span className={styles.meta}>{props.label}</span>
      <p className={styles.text} lang={props.language}>
        {props.text}
      </p>
    </div>
  );
}

function Contact({ request }: { readonly request: ContactRequest }) {
  const { words } = useSpeech();
  return (
    <div className={styles.contact}>
      <strong>{request.name ?? words.no_name()}</strong>
      {request.telephone && (
        <Anchor href={`tel:${request.telephone.replace(/[^\d+]/g, '')}`}>{request.telephone}</Anchor>
      )}
      {request.email && <Anchor href={`mailto:${encodeURI(request.email)}`}>{request.email}</Anchor>}
    </div>
  );
}

function Actions({ request, mail }: { readonly request: ContactRequest; readonly mail: boolean }) {
  const { words, locale } = useSpeech();
  const names = useNames();
  const me = useMe();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [dialog, setDialog] = useState<'none' | 'answer' | 'called'>('none');
  const close = () => setDialog('none');

  async function take() {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.takeContactRequest(request.id);
    } catch (error) {
      setProblem(problemText(words, error));
    }
    setBusy(false);
    await queries.invalidateQueries({ queryKey: ['contact-requests'] });
  }

  async function transcript() {
    try {
      saveAs(await api.requestTranscript(request.id, languageOf(locale)), `${request.reference}.html`);
    } catch (error) {
      setProblem(problemText(words, error));
    }
  }

  const mine = request.state === 'TAKEN' && request.operator === me.id;
  return (
    <Group gap="xs" className={styles.actions as string}>
      {problem && (
        <Text role="alert" c="var(--mantine-color-error)" size="sm">
          {problem}
        </Text>
      )}
      {request.forwardedBy && (
        <Button size="compact-md" variant="default" onClick={() => void transcript()}>
          {words.request_transcript()}
        </Button>
      )}
      {request.state === 'OPEN' && (
        <Button size="compact-md" loading={busy} onClick={() => void take()}>
          {words.request_take()}
        </Button>
      )}
      {mine && (
        <>
          <Button size="compact-md" variant="default" onClick={() => setDialog('called')}>
            {words.request_called()}
          </Button>
          <Button size="compact-md" onClick={() => setDialog('answer')}>
            {words.request_answer()}
          </Button>
        </>
      )}
      {request.state !== 'OPEN' && !mine && <span className={styles.meta}>{names.person(request.operator)}</span>}
      {dialog === 'answer' && <AnswerDialog request={request} mail={mail} onClose={close} />}
      {dialog === 'called' && <CalledDialog request={request} onClose={close} />}
    </Group>
  );
}
