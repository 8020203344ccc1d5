import { Alert, Button, Center, Loader } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMe } from '../../http/MeContext.ts';
import { Page } from '../../shell/Page.tsx';
import { Icon } from '../../theme/Icon.tsx';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './Board.module.css';
import { OpenList } from './OpenList.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { Offices, PersonFigures } from './PersonFigures.tsx';
import { Tiles } from './Tiles.tsx';
import { TopicTable } from './TopicTable.tsx';
import { useBoard } from './useBoard.ts';

/** How the desk stands now, for supervisors; the server decides who may, the screen only does not offer it. */
export function BoardScreen() {
  const words = useWords();
  const me = useMe();
  if (me.role === 'OPERATOR') {
    return (
      <Alert m="lg" color="red">
        {words.problem_forbidden()}
      </Alert>
    );
  }
  return <Board />;
}

function Board() {
  const words = useWords();
  const board = useBoard();
  return (
    <Page
      title={words.board_title()}
      lead={words.board_lead()}
      wide
      actions={
        <Button component={Link} to="/board/wall" variant="default" leftSection={<Icon name="screen" size={16} />}>
          {words.board_wall()}
        </Button>
      }
    >
      {board ? (
        <>
          <Tiles board={board} />
          <section className={styles.part} aria-labelledby="open-now">
            <h2 id="open-now">{words.board_now()}</h2>
            <p className={styles.lead}>{words.board_now_help()}</p>
            <OpenList board={board} />
          </section>
          <section className={styles.part} aria-labelledby="by-topic">
            <h2 id="by-topic">{words.admin_topics()}</h2>
            <TopicTable topics={board.topics} />
          </section>
          <section className={styles.part} aria-labelledby="people">
            <h2 id="people">{words.admin_operators()}</h2>
            <PeopleTable people={board.people} figures={board.personFigures.on} />
          </section>
          <Offices board={board} />
          <PersonFigures board={board} />
        </>
      ) : (
        <Center p="xl">
          <Loader aria-label={words.loading()} />
        </Center>
      )}
    </Page>
  );
}
