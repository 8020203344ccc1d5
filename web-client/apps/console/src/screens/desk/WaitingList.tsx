import type { OperatorId, Waiting } from '@indiretta/protocol';
import { Button, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';
import { canTake } from '../../desk/state.ts';
import { useMe } from '../../http/MeContext.ts';
import { useNames } from '../../http/queries.ts';
import { wholeNumber } from '../../words/format.ts';
import { languageWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { CallBackMark } from './CallBack.tsx';
import styles from './cards.module.css';
import { ModeMark } from './ModeMark.tsx';
import { NoAnswerMark } from './NoAnswerMark.tsx';
import { Section } from './Section.tsx';
import { WaitingTime } from './WaitingTime.tsx';

/** Who waits: first the topics this person serves, with the question; then the others, without. */
export function WaitingList() {
  const words = useWords();
  const me = useDeskState((state) => state.me);
  const waiting = useDeskState((state) => state.waiting);
  const inAll = useDeskState((state) => state.waitingInAll);
  const loaded = useDeskState((state) => state.loaded);
  // An offer to me stands above, as an offer.
  const own = waiting.filter((it) => it.serves && it.offeredTo !== me);
  const others = waiting.filter((it) => !it.serves);
  return (
    <>
      <Section title={words.waiting_title()} count={own.length}>
        {own.length === 0 ? (
          <Text size="sm" c="dimmed" px={4}>
            {loaded ? words.nobody_waits() : words.loading()}
          </Text>
        ) : (
          <ul className={styles.list}>
            {own.map((it) => (
              <WaitingCard key={it.id} waiting={it} takable={canTake(me, it)} />
            ))}
          </ul>
        )}
      </Section>
      {others.length > 0 && (
        <Section title={words.waiting_other_topics()} count={others.length}>
          <ul className={styles.list}>
            {others.map((it) => (
              <WaitingCard key={it.id} waiting={it} takable={canTake(me, it)} />
            ))}
          </ul>
        </Section>
      )}
      {inAll > waiting.length && (
        <Text size="sm" c="dimmed" px={4}>
          {words.waiting_more({ n: wholeNumber(inAll - waiting.length) })}
        </Text>
      )}
    </>
  );
}

function WaitingCard({ waiting, takable }: { readonly waiting: Waiting; readonly takable: boolean }) {
  const words = useWords();
  const desk = useDesk();
  const navigate = useNavigate();
  const names = useNames();
  const online = useDeskState((state) => state.link.type === 'online');
  const supervises = useMe().role !== 'OPERATOR';
  const [busy, setBusy] = useState(false);

  async function take() {
    setBusy(true);
    const done = waiting.serves ? await desk.take(waiting.id) : await desk.pick(waiting.id);
    setBusy(false);
    if (done) await navigate({ to: '/consultation/$consultation', params: { consultation: waiting.id } });
  }

  return (
    <li className={styles.card} data-dim={!waiting.serves || undefined}>
      <div className={styles.line}>
        <h3 className={styles.topic}>{names.topic(waiting.topic)}</h3>
        <WaitingTime since={waiting.waitingSince} />
      </div>
      <div className={styles.meta}>
        <ModeMark mode={waiting.mode} />
        <span>{waiting.name ?? words.citizen()}</span>
        <span>{waiting.reference}</span>
        <span>{words[languageWord[waiting.language]]()}</span>
        <CallBackMark of={waiting} />
        {waiting.lane === 'RETURNED' && <span className={styles.flag}>{words.lane_returned()}</span>}
        <NoAnswerMark of={waiting} />
      </div>
      {waiting.question && <p className={styles.question}>{waiting.question}</p>}
      <div className={styles.line}>
        <span className={styles.state}>
          {waiting.offeredTo !== undefined && <OfferedTo operator={waiting.offeredTo} />}
          {waiting.heldFor !== undefined && words.held_for({ name: names.person(waiting.heldFor) })}
        </span>
        {(waiting.serves || supervises) && (
          <Button
            size="compact-sm"
            disabled={!(takable || !waiting.serves) || !online}
            loading={busy}
            onClick={() => void take()}
            aria-label={words.take_named({ reference: waiting.reference, topic: names.topic(waiting.topic) })}
          >
            {words.take()}
          </Button>
        )}
      </div>
    </li>
  );
}

/** To whom it is offered, and whether they are asked by a notice. */
function OfferedTo({ operator }: { readonly operator: OperatorId }) {
  const words = useWords();
  const names = useNames();
  const onCall = useDeskState(({ colleagues }) =>
    colleagues.some(({ id, state }) => id === operator && state === 'ON_CALL'),
  );
  const to = words.offered_to({ name: names.person(operator) });
  return onCall ? `${to} · ${words.presence_on_call()}` : to;
}
