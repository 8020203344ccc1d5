import type { ConsultationView } from '@indiretta/protocol';
import { Button } from '@mantine/core';
import { useWords } from '../words/WordsContext.tsx';
import { Picture } from './Picture.tsx';
import styles from './Pictures.module.css';
import { type CallWithState, useCitizenName } from './useCall.ts';

/** The own screen: chosen, it is seen only here; shared, everybody in the call sees it. */
export function OwnScreen({ state, intents, view }: CallWithState & { readonly view: ConsultationView }) {
  const words = useWords();
  const name = useCitizenName(view);
  const { screen } = state.call.own;
  if (!screen) return null;
  const shared = screen.state === 'shared';
  return (
    <div className={styles.bar} data-shared={shared || undefined}>
      <div className={styles.preview}>
        <Picture track={screen.track} label={words.call_own_screen()} />
      </div>
      <span>{shared ? words.call_screen_shared({ name }) : words.call_screen_chosen({ name })}</span>
      {!shared && (
        <Button size="compact-sm" onClick={() => intents.shareScreen()}>
          {words.call_share()}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => intents.stopScreen()}>
        {shared ? words.call_share_stop() : words.cancel()}
      </Button>
    </div>
  );
}
