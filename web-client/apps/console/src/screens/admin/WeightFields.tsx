import type { Mode } from '@indiretta/protocol';
import { Fieldset, Group, NumberInput, Text } from '@mantine/core';
import type { OperatorFields } from '../../http/types.ts';
import { modeWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';

type Weights = NonNullable<OperatorFields['weights']>;

/** As the server has it where nothing is said. */
export const defaultWeights: Weights = { WRITE: 1 };
/** As the server's limit (LIMITS.md). */
const MOST = 20;
const modes: readonly Mode[] = ['WRITE', 'TALK', 'SHOW'];

/** How much of the budget a consultation takes, per mode; an empty field takes all of it. */
export function WeightFields(props: { readonly weights: Weights; readonly onChange: (weights: Weights) => void }) {
  const words = useWords();
  const { weights } = props;

  function change(mode: Mode, value: number | undefined) {
    const { [mode]: _before, ...others } = weights;
    props.onChange(value === undefined ? others : { ...others, [mode]: value });
  }
  return (
    <Fieldset legend={words.weights_title()}>
      <Group grow align="flex-start">
        {modes.map((mode) => (
          <NumberInput
            key={mode}
            label={words[modeWord[mode]]()}
            placeholder={words.weights_all()}
            min={1}
            max={MOST}
            allowDecimal={false}
            clampBehavior="strict"
            value={weights[mode] ?? ''}
            onChange={(value) => change(mode, typeof value === 'number' ? value : undefined)}
          />
        ))}
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        {words.weights_help()}
      </Text>
    </Fieldset>
  );
}
