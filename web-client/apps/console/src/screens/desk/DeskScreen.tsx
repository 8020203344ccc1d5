import { Outlet, useParams } from '@tanstack/react-router';
import { usePageTitle } from '../../shell/usePageTitle.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './DeskScreen.module.css';
import { JoinCode } from './JoinCode.tsx';
import { Offers } from './Offers.tsx';
import { OwnList } from './OwnList.tsx';
import { WaitingList } from './WaitingList.tsx';

/** The desk: who is offered, own and waiting on the left, the open consultation beside it; one column on a phone. */
export function DeskScreen() {
  const words = useWords();
  const { consultation } = useParams({ strict: false });
  usePageTitle(words.nav_desk());
  return (
    <div className={styles.desk} data-open={consultation !== undefined || undefined}>
      <h1 className={styles.hidden}>{words.nav_desk()}</h1>
      <div className={styles.lists}>
        <Offers />
        <OwnList open={consultation} />
        <WaitingList />
        <JoinCode />
      </div>
      <div className={styles.conversation}>
        <Outlet />
      </div>
    </div>
  );
}
