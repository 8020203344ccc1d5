import { Radio, Text } from '@mantine/core';
import { useState } from 'react';
import { useAnnounce } from '../announce/Announcer.tsx';
import { useDeskState } from '../desk/DeskContext.tsx';
import { freeFirst } from '../desk/state.ts';
import { FormDialog } from '../screens/admin/FormDialog.tsx';
import styles from '../screens/desk/HandOverDialog.module.css';
import { presenceWord } from '../words/terms.ts';
import { useWords } from '../words/WordsContext.tsx';
import type { InviteProps } from './Invite.tsx';
import { doneOrProblem } from './said.ts';

/** Which colleague comes into the call; who is there and has least to do stands first. */
export function ColleagueDialog({ state, intents, view, onClose }: InviteProps & { readonly onClose: () => void }) {
  const words = useWords();
  const announce = useAnnounce();
  const colleagues = freeFirst(useDeskState((desk) => desk.colleagues));
  const [chosen, setChosen] = useState<string>();
  const [missing, setMissing] = useState(false);
  const inIt = new Set(state.call.call?.members.map(({ author }) => author.operator));
  const person = colleagues.find(({ id }) => id === chosen);

  async function invite() {
    if (!person) return setMissing(true);
    doneOrProblem(await intents.others.invite(person.id));
    announce(words.call_invite_sent({ name: person.firstName }));
    onClose();
  }

  return (
    <FormDialog
      title={words.call_invite_title({ reference: view.reference })}
      touches="call"
      action={words.call_invite()}
      save={invite}
      onSaved={() => {}}
      onClose={onClose}
    >
      {colleagues.length === 0 && <Text>{words.no_colleagues()}</Text>}
      <Radio.Group
        label={words.colleague()}
        value={chosen ?? null}
        error={missing && !person ? words.choose_colleague() : undefined}
        onChange={setChosen}
      >
        <div className={styles.list}>
          {colleagues.map((it) => (
            <Radio
              key={it.id}
              value={it.id}
              disabled={it.state === 'OFFLINE' || inIt.has(it.id)}
              label={`${it.firstName} ${it.lastName}`}
              description={
                inIt.has(it.id)
                  ? words.call_already_in()
                  : words
                      .colleague_state({ office: it.office, presence: words[presenceWord[it.state]](), n: it.open })
                      .replace(/^ · /, '')
              }
            />
          ))}
        </div>
      </Radio.Group>
      <Text size="sm" c="dimmed">
        {words.call_invite_help()}
      </Text>
    </FormDialog>
  );
}
