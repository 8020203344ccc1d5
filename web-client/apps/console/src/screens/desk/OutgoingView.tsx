import type { OutgoingEntry } from '@indiretta/connection';
import type { ConsultationId } from '@indiretta/protocol';
import { Button, Group } from '@mantine/core';
import { useDesk } from '../../desk/DeskContext.tsx';
import { refusalText } from '../../words/problems.ts';
import { useWords } from '../../words/WordsContext.tsx';
import entryStyles from '../transcript/EntryView.module.css';
import styles from './OutgoingView.module.css';

/** Written here and not yet committed: under way, or refused until the person sends it again or gives it up. */
export function OutgoingView(props: { readonly consultation: ConsultationId; readonly outgoing: OutgoingEntry }) {
  const words = useWords();
  const desk = useDesk();
  const { consultation, outgoing } = props;
  const { body, state, clientMessageId } = outgoing;
  const live = desk.live(consultation);
  return (
    <article className={entryStyles.entry} data-kind={body.type === 'note' ? 'note' : 'mine'}>
      <div className={`${entryStyles.bubble} ${styles.pending}`}>
        <p className={entryStyles.text}>{body.type === 'file' ? body.name : body.text}</p>
      </div>
      {state.type === 'underWay' ? (
        <span className={styles.state}>{words.sending()}</span>
      ) : (
        <div role="alert" className={styles.refused}>
          {words.not_sent()} {refusalText(words, state.code)}
          <Group gap="xs" mt={4}>
            <Button size="compact-sm" variant="default" onClick={() => live?.retry(clientMessageId)}>
              {words.send_again()}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                live?.discard(clientMessageId);
                if (body.type === 'message' && !live?.snapshot.draft) live?.setDraft(body.text);
              }}
            >
              {words.give_up()}
            </Button>
          </Group>
        </div>
      )}
    </article>
  );
}
