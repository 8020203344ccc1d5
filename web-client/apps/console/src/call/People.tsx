import type { OtherMember } from '@indiretta/call';
import type { ConsultationView } from '@indiretta/protocol';
import { ActionIcon, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../http/MeContext.ts';
import { ConfirmDialog } from '../screens/admin/ConfirmDialog.tsx';
import { Icon } from '../theme/Icon.tsx';
import { callRoleWord } from '../words/terms.ts';
import { useWords } from '../words/WordsContext.tsx';
import { ownPlace } from './ownPlace.ts';
import styles from './People.module.css';
import { doneOrProblem, stateText } from './said.ts';
import { type CallWithState, useCitizenName } from './useCall.ts';

interface PeopleProps extends CallWithState {
  readonly view: ConsultationView;
}

/** Who is in the call and as what, once there are more than two; the owner takes somebody out, or an invitation back. */
export function People({ state, intents, view }: PeopleProps) {
  const words = useWords();
  const citizen = useCitizenName(view);
  const { id, firstName } = useMe();
  const [leaving, setLeaving] = useState<OtherMember>();
  const { others, call } = state.call;
  const self = { kind: 'OPERATOR', name: firstName, operator: id } as const;
  const own = call && ownPlace({ ...view, call }, self);
  const nameOf = ({ author }: Pick<OtherMember, 'author'>) => author.name ?? citizen;
  if (others.length < 2 || !own) return null;
  const owns = own.role === 'OPERATOR';
  const remove = async (member: OtherMember) => doneOrProblem(await intents.others.remove(member.member));
  return (
    <ul className={styles.people} aria-label={words.call_people()}>
      <li className={styles.person}>
        <span className={styles.name}>{words.call_you()}</span>
        <span className={styles.role}>{words[callRoleWord[own.role]]()}</span>
      </li>
      {others.map((other) => (
        <li key={other.member} className={styles.person} data-speaking={other.speaking || undefined}>
          {other.microphone !== 'ON' && !other.invited && !other.away && <Icon name="micOff" size={14} />}
          {other.speaking && <Icon name="speaker" size={14} />}
          <span className={styles.name}>{nameOf(other)}</span>
          <span className={styles.role}>
            {[words[callRoleWord[other.role]](), stateText(words, other)].filter(Boolean).join(' · ')}
          </span>
          {owns && other.role !== 'CITIZEN' && (
            <RemoveButton
              word={
                other.invited
                  ? words.call_invitation_back({ name: nameOf(other) })
                  : words.call_remove({ name: nameOf(other) })
              }
              onClick={() => (other.invited ? void intents.others.remove(other.member) : setLeaving(other))}
            />
          )}
        </li>
      ))}
      {leaving && (
        <ConfirmDialog
          title={words.call_remove({ name: nameOf(leaving) })}
          text={words.call_remove_text()}
          action={words.call_remove_now()}
          danger
          touches="call"
          confirm={() => remove(leaving)}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </ul>
  );
}

function RemoveButton({ word, onClick }: { readonly word: string; readonly onClick: () => void }) {
  return (
    <Tooltip label={word} withinPortal={false}>
      <ActionIcon size="sm" aria-label={word} onClick={onClick}>
        <Icon name="close" size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
