import type { ConsultationView, Waiting } from '@indiretta/protocol';
import { Anchor } from '@mantine/core';
import { Icon } from '../../theme/Icon.tsx';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './CallBack.module.css';

/** In lists: the citizen is to be called, and the number where it may be seen; the case they come back for. */
export function CallBackMark({ of }: { readonly of: Pick<Waiting, 'callBack' | 'earlier'> }) {
  const words = useWords();
  return (
    <>
      {of.callBack && (
        <span className={styles.mark}>
          <Icon name="phone" size={14} />
          {words.call_back()}
          {of.callBack.telephone && <span className={styles.number}>{of.callBack.telephone}</span>}
        </span>
      )}
      {of.earlier && <span className={styles.mark}>{words.lane_case({ reference: of.earlier.reference })}</span>}
    </>
  );
}

/** Above the transcript: whom to call, and that it ends as every consultation. */
export function CallBackBar({ view: { callBack } }: { readonly view: ConsultationView }) {
  const words = useWords();
  if (!callBack) return null;
  const { telephone } = callBack;
  return (
    <div className={styles.bar}>
      <Icon name="phone" size={18} />
      {telephone ? (
        <span>
          <Anchor href={`tel:${telephone.replace(/[^+0-9]/g, '')}`} fw={650}>
            {words.call_back_number({ number: telephone })}
          </Anchor>{' '}
          {words.call_back_end()}
        </span>
      ) : (
        <span>
          <strong>{words.call_back()}</strong> {words.call_back_page()}
        </span>
      )}
    </div>
  );
}
