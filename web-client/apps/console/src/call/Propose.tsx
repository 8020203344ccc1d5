import type { CallMode, ConsultationView } from '@indiretta/protocol';
import { Button, Menu, Tooltip } from '@mantine/core';
import { useDeskState } from '../desk/DeskContext.tsx';
import { useNames } from '../http/queries.ts';
import { Icon, type IconName } from '../theme/Icon.tsx';
import { useWords } from '../words/WordsContext.tsx';
import type { PlainWord } from '../words/words.ts';
import type { Calls } from './Calls.ts';
import { useCall } from './useCall.ts';

interface ProposeProps {
  readonly calls: Calls;
  readonly view: ConsultationView;
}

interface Way {
  readonly mode: CallMode;
  readonly icon: IconName;
  readonly short: PlainWord;
  readonly word: PlainWord;
}
const ways: readonly Way[] = [
  { mode: 'TALK', icon: 'phone', short: 'mode_talk', word: 'call_propose_talk' },
  { mode: 'SHOW', icon: 'screen', short: 'mode_show', word: 'call_propose_show' },
];

/** The ways of calling that can be proposed now: the topic offers them, the browser can, and it is not that already. */
function useWays({ calls, view }: ProposeProps): readonly Way[] {
  const { data } = useNames();
  const online = useDeskState((state) => state.link.type === 'online');
  const phase = useCall(calls, view.id)?.state.call.phase;
  if (!online || !phase || calls.support.calls !== 'yes' || view.state !== 'ACTIVE') return [];
  const offered = data.topics.find(({ id }) => id === view.topic)?.modes ?? [];
  return ways.filter(({ mode }) => {
    if (!offered.includes(mode)) return false;
    if (phase.type === 'running') return phase.mode !== mode;
    return phase.type === 'idle' || phase.type === 'ended';
  });
}

/** In the header of a consultation, where there is room. */
export function ProposeButtons({ className, ...props }: ProposeProps & { readonly className: string | undefined }) {
  const words = useWords();
  const possible = useWays(props);
  return possible.map(({ mode, icon, short, word }) => (
    <Tooltip key={mode} label={words[word]()} withinPortal={false}>
      <Button
        className={className}
        size="compact-sm"
        variant="default"
        leftSection={<Icon name={icon} size={16} />}
        aria-label={words[word]()}
        onClick={() => void props.calls.of(props.view.id)?.propose(mode)}
      >
        {words[short]()}
      </Button>
    </Tooltip>
  ));
}

/** The same in the menu of a consultation, with the test of the sound. */
export function ProposeItems({ calls, view }: ProposeProps) {
  const words = useWords();
  const possible = useWays({ calls, view });
  return (
    <>
      {possible.map(({ mode, icon, word }) => (
        <Menu.Item key={mode} leftSection={<Icon name={icon} />} onClick={() => void calls.of(view.id)?.propose(mode)}>
          {words[word]()}
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<Icon name="speaker" />} onClick={() => calls.lookAtSound(view.id)}>
        {words.call_sound_title()}
      </Menu.Item>
    </>
  );
}
