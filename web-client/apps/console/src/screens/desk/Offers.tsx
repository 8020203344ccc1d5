import type { CallInvitation, ConsultationView } from '@indiretta/protocol';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';
import { isHandOverTo, type Offer } from '../../desk/state.ts';
import { useNames } from '../../http/queries.ts';
import { languageWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { CallBackMark } from './CallBack.tsx';
import { Countdown } from './Countdown.tsx';
import styles from './cards.module.css';
import { ModeMark } from './ModeMark.tsx';
import { NoAnswerMark } from './NoAnswerMark.tsx';
import { Section } from './Section.tsx';
import { WaitingTime } from './WaitingTime.tsx';

/** What waits for this person's answer: calls they are asked into, offers, and hand-overs from colleagues. */
export function Offers() {
  const words = useWords();
  const me = useDeskState((state) => state.me);
  const offers = useDeskState((state) => state.offers);
  const conversations = useDeskState((state) => state.conversations);
  const handOvers = conversations.filter(({ view }) => isHandOverTo(me, view));
  const invitations = useDeskState((state) => state.callInvitations).filter(({ joined }) => !joined);
  const count = invitations.length + offers.length + handOvers.length;
  if (count === 0) return null;
  return (
    <Section title={words.offers_title()} count={count}>
      <ul className={styles.list}>
        {invitations.map((invitation) => (
          <CallInvitationCard key={`${invitation.consultation} ${invitation.at}`} invitation={invitation} />
        ))}
        {offers.map((offer) => (
          <OfferCard key={offer.waiting.id} offer={offer} />
        ))}
        {handOvers.map(({ view }) => (
          <HandOverCard key={view.id} view={view} />
        ))}
      </ul>
    </Section>
  );
}

function useOpenConsultation(): (consultation: string) => Promise<void> {
  const navigate = useNavigate();
  return (consultation) => navigate({ to: '/consultation/$consultation', params: { consultation } });
}

function CallInvitationCard({ invitation }: { readonly invitation: CallInvitation }) {
  const words = useWords();
  const names = useNames();
  const desk = useDesk();
  const open = useOpenConsultation();
  return (
    <li className={styles.card} data-urgent>
      <h3 className={styles.topic}>{words.call_asked_by({ name: invitation.by })}</h3>
      <div className={styles.meta}>
        <ModeMark mode={invitation.mode} />
        <span>{names.topic(invitation.topic)}</span>
        <span>{invitation.reference}</span>
      </div>
      <p className={styles.question}>{words.call_visit_note()}</p>
      <div className={styles.buttons}>
        <Button
          size="compact-sm"
          onClick={async () => {
            if (await desk.visit(invitation)) await open(invitation.consultation);
          }}
        >
          {words.call_visit()}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void desk.declineCall(invitation)}>
          {words.decline()}
        </Button>
      </div>
    </li>
  );
}

function OfferCard({ offer }: { readonly offer: Offer }) {
  const words = useWords();
  const names = useNames();
  const desk = useDesk();
  const open = useOpenConsultation();
  const { waiting, expiresAt } = offer;
  return (
    <li className={styles.card} data-urgent>
      <div className={styles.line}>
        <h3 className={styles.topic}>{names.topic(waiting.topic)}</h3>
        {expiresAt ? <Countdown until={expiresAt} /> : <WaitingTime since={waiting.waitingSince} />}
      </div>
      <div className={styles.meta}>
        <ModeMark mode={waiting.mode} />
        <span>{waiting.name ?? words.citizen()}</span>
        <span>{waiting.reference}</span>
        <span>{words[languageWord[waiting.language]]()}</span>
        <CallBackMark of={waiting} />
        <NoAnswerMark of={waiting} />
      </div>
      {waiting.question && <p className={styles.question}>{waiting.question}</p>}
      <div className={styles.buttons}>
        <Button
          size="compact-sm"
          onClick={async () => {
            if (await desk.accept(waiting.id)) await open(waiting.id);
          }}
        >
          {words.accept()}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void desk.decline(waiting.id)}>
          {words.decline()}
        </Button>
      </div>
    </li>
  );
}

function HandOverCard({ view }: { readonly view: ConsultationView }) {
  const words = useWords();
  const names = useNames();
  const desk = useDesk();
  const open = useOpenConsultation();
  const { handOver } = view;
  if (!handOver) return null;
  return (
    <li className={styles.card} data-urgent>
      <div className={styles.line}>
        <h3 className={styles.topic}>{words.hand_over_from({ name: handOver.from.firstName })}</h3>
        {handOver.expiresAt && <Countdown key={handOver.expiresAt} until={handOver.expiresAt} />}
      </div>
      <div className={styles.meta}>
        <ModeMark mode={view.mode} />
        <span>{names.topic(handOver.topic ?? view.topic)}</span>
        <span>{view.citizen?.name ?? words.citizen()}</span>
        <span>{view.reference}</span>
        <span>{words[languageWord[view.language]]()}</span>
      </div>
      {handOver.note && <p className={styles.question}>{handOver.note}</p>}
      <div className={styles.buttons}>
        <Button
          size="compact-sm"
          onClick={async () => {
            if (await desk.answerHandOver(view.id, true)) await open(view.id);
          }}
        >
          {words.hand_over_accept()}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void desk.answerHandOver(view.id, false)}>
          {words.decline()}
        </Button>
      </div>
    </li>
  );
}
