import { Fieldset, NumberInput, Select, Switch, Text, TextInput } from '@mantine/core';
import type { Topic, TopicService } from '../../http/types.ts';
import { languageOf } from '../../words/format.ts';
import { textIn } from '../../words/terms.ts';
import { useSpeech } from '../../words/WordsContext.tsx';
import { inOrder } from './order.ts';
import { overflowPath } from './overflow.ts';

/** As the server has it where nothing is said. */
export const defaultService: TopicService = {
  widenAfterS: 60,
  overflowAfterS: 120,
  maxWaiting: 50,
  targetS: 120,
  onCallOpens: false,
  requestsAlways: false,
  officeEmail: '',
};
/** As the server's limits (LIMITS.md). */
const LONGEST_S = 3600;
const MOST_WAITING = 1000;

/** Who answers a topic and when: the widening, the limit, the target, the overflow with its way in words. */
export function ServiceFields(props: {
  readonly topic: Topic;
  readonly topics: readonly Topic[];
  readonly onChange: (service: TopicService) => void;
}) {
  const { words, locale } = useSpeech();
  const { topic, topics, onChange } = props;
  const service = topic.service ?? defaultService;
  const language = languageOf(locale);
  const path = overflowPath(topic, topics);
  const way = path.topics.map(({ name, id }) => textIn(name, language) || id).join(' → ');
  const set = <K extends keyof TopicService>(name: K, value: TopicService[K]) =>
    onChange({ ...service, [name]: value });

  function overflowTo(overflow: string) {
    const { overflow: _before, ...rest } = service;
    onChange(overflow ? { ...rest, overflow } : rest);
  }
  const seconds = { min: 0, max: LONGEST_S, step: 10, allowDecimal: false, clampBehavior: 'blur' } as const;
  const whole = (value: string | number, otherwise: number) => (typeof value === 'number' ? value : otherwise);

  return (
    <Fieldset legend={words.topic_service()}>
      <NumberInput
        label={words.topic_target()}
        {...seconds}
        min={1}
        value={service.targetS}
        onChange={(value) => set('targetS', whole(value, service.targetS))}
      />
      <NumberInput
        mt="sm"
        label={words.topic_widen()}
        {...seconds}
        max={service.overflowAfterS}
        value={service.widenAfterS}
        onChange={(value) => set('widenAfterS', whole(value, service.widenAfterS))}
      />
      <NumberInput
        mt="sm"
        label={words.topic_overflow_after()}
        {...seconds}
        min={service.widenAfterS}
        value={service.overflowAfterS}
        onChange={(value) => set('overflowAfterS', whole(value, service.overflowAfterS))}
      />
      <Select
        mt="sm"
        label={words.topic_overflow()}
        description={words.topic_overflow_help()}
        error={path.isCycle && words.topic_overflow_cycle({ path: way })}
        data={[
          { value: '', label: words.topic_overflow_none() },
          ...inOrder(topics.filter(({ id, enabled }) => enabled && id !== topic.id)).map(({ id, name }) => ({
            value: id,
            label: textIn(name, language),
          })),
        ]}
        value={service.overflow ?? ''}
        onChange={(value) => overflowTo(value ?? '')}
      />
      {!path.isCycle && path.topics.length > 1 && (
        <Text size="sm" c="dimmed" mt={6}>
          {words.topic_overflow_path({ path: way })}
        </Text>
      )}
      <NumberInput
        mt="sm"
        label={words.topic_max_waiting()}
        description={words.topic_max_waiting_help()}
        min={1}
        max={MOST_WAITING}
        allowDecimal={false}
        clampBehavior="blur"
        value={service.maxWaiting}
        onChange={(value) => set('maxWaiting', whole(value, service.maxWaiting))}
      />
      <Switch
        mt="md"
        label={words.topic_on_call()}
        checked={service.onCallOpens}
        onChange={(event) => set('onCallOpens', event.currentTarget.checked)}
      />
      <Switch
        mt="sm"
        label={words.topic_requests_always()}
        checked={service.requestsAlways}
        onChange={(event) => set('requestsAlways', event.currentTarget.checked)}
      />
      <TextInput
        mt="sm"
        type="email"
        label={words.topic_office_email()}
        maxLength={254}
        value={service.officeEmail}
        onChange={(event) => set('officeEmail', event.currentTarget.value)}
      />
    </Fieldset>
  );
}
