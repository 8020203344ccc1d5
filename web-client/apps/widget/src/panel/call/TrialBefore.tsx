import { browserCapturing } from '@indiretta/call';
import { browserClock } from '@indiretta/connection';
import { useEffect, useState } from 'preact/hooks';
import type { TalkWords } from '../../words/talk.ts';
import { browserEquipment, Equipment } from './Equipment.ts';
import { browserSound } from './Trial.ts';
import { TrialPart } from './TrialPart.tsx';

/** The test of microphone and sound before the start: drawn, and so opened, by a click; it closes with the form. */
export function TrialBefore({ words }: { readonly words: TalkWords }) {
  const [equipment] = useState(
    () =>
      new Equipment({
        ...browserSound,
        ...browserEquipment(),
        clock: browserClock,
        capturing: browserCapturing(window),
      }),
  );
  const [state, setState] = useState(equipment.state);
  useEffect(() => {
    equipment.onChange(setState);
    equipment.openTrial();
    return () => equipment.close();
  }, [equipment]);
  return <TrialPart kit={{ words, elsewhere: null, state, intents: equipment }} />;
}
