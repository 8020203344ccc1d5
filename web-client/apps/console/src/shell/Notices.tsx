import { assertNever } from '@indiretta/protocol';
import { Alert } from '@mantine/core';
import { useDesk, useDeskState } from '../desk/DeskContext.tsx';
import type { Notice } from '../desk/state.ts';
import { duration } from '../words/format.ts';
import { refusalText } from '../words/problems.ts';
import { useWords } from '../words/WordsContext.tsx';
import type { Words } from '../words/words.ts';
import styles from './Notices.module.css';

/** What a notice says, in words. */
export function noticeText(words: Words, notice: Notice): string {
  switch (notice.type) {
    case 'lostWhileAway': {
      const gaps = { reference: notice.reference, time: duration(notice.awayMs) };
      if (notice.now.type === 'waiting') return words.notice_lost_waits(gaps);
      return notice.now.name
        ? words.notice_lost_by({ ...gaps, name: notice.now.name })
        : words.notice_lost_elsewhere(gaps);
    }
    case 'taken':
      return notice.by ? words.problem_taken_by({ name: notice.by }) : words.problem_taken();
    case 'offerExpired':
      return words.notice_offer_expired({ reference: notice.reference });
    case 'offerWithdrawn':
      return words.notice_offer_withdrawn({ reference: notice.reference });
    case 'handedOver':
      return words.notice_handed_over({ reference: notice.reference, name: notice.by });
    case 'handOverDeclined':
      return words.notice_hand_over_declined({ reference: notice.reference, name: notice.by });
    case 'endedByCitizen':
      return words.notice_ended_by_citizen({ reference: notice.reference });
    case 'callLeft':
      return words.notice_call_left({ reference: notice.reference });
    case 'assigned':
      return words.notice_assigned({ reference: notice.reference, name: notice.by });
    case 'pauseEnded':
      return words.notice_pause_ended({ name: notice.by });
    case 'refused':
      return refusalText(words, notice.code, notice.retryAfterMs);
    case 'unanswered':
      return words.problem_unreachable();
    case 'tooMuchUnsent':
      return words.problem_too_much_unsent();
    default:
      return assertNever(notice);
  }
}

const isTrouble = ({ type }: Notice): boolean =>
  type === 'refused' || type === 'unanswered' || type === 'tooMuchUnsent' || type === 'lostWhileAway';

/** Stays until a person puts it away: nothing that matters vanishes by itself (WCAG 2.2.1). */
export function Notices() {
  const words = useWords();
  const desk = useDesk();
  const notices = useDeskState((state) => state.notices);
  return (
    <div role="status" className={styles.list}>
      {notices.map(({ number, notice }) => (
        <Alert
          key={number}
          className={styles.notice}
          variant="default"
          color={isTrouble(notice) ? 'red' : 'lake'}
          data-trouble={isTrouble(notice) || undefined}
          withCloseButton
          closeButtonLabel={words.close()}
          onClose={() => desk.putAway(number)}
        >
          {noticeText(words, notice)}
        </Alert>
      ))}
    </div>
  );
}
