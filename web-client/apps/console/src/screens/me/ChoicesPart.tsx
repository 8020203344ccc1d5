import type { Language } from '@indiretta/protocol';
import { Alert, Button, Group, Select, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { browserAlerts, desktopPermission } from '../../desk/browserAlerts.ts';
import { useMe } from '../../http/MeContext.ts';
import { languages, languageWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { useChangeMe } from './useChangeMe.ts';

/** Language, sound, notifications, single keys. Each takes effect at once. */
export function ChoicesPart() {
  const words = useWords();
  const { preferences } = useMe();
  const { change, problem } = useChangeMe();
  const [permission, setPermission] = useState(desktopPermission());

  async function allow() {
    const answer = await Notification.requestPermission();
    setPermission(answer);
    if (answer === 'granted') await change({ notifications: true });
  }

  return (
    <Stack>
      {problem && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      <Select
        maw={280}
        label={words.language()}
        data={languages.map((value) => ({ value, label: words[languageWord[value]]() }))}
        value={preferences.language}
        onChange={(value) => value && void change({ language: value as Language })}
      />
      <Group>
        <Switch
          label={words.sound()}
          description={words.sound_help()}
          checked={preferences.sound}
          onChange={(event) => void change({ sound: event.currentTarget.checked })}
        />
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => browserAlerts(() => ({ title: '', body: '' })).chime()}
        >
          {words.sound_try()}
        </Button>
      </Group>
      {permission === 'granted' ? (
        <Switch
          label={words.notifications()}
          description={words.notifications_help()}
          checked={preferences.notifications}
          onChange={(event) => void change({ notifications: event.currentTarget.checked })}
        />
      ) : (
        <div>
          <Text size="sm">{words.notifications()}</Text>
          {permission === 'default' ? (
            <Button mt={4} variant="default" onClick={() => void allow()}>
              {words.notifications_allow()}
            </Button>
          ) : (
            <Text size="sm" c="dimmed">
              {permission === 'denied' ? words.notifications_denied() : words.notifications_unsupported()}
            </Text>
          )}
        </div>
      )}
      <Switch
        label={words.single_keys()}
        description={words.single_keys_help()}
        checked={preferences.singleKeys}
        onChange={(event) => void change({ singleKeys: event.currentTarget.checked })}
      />
    </Stack>
  );
}
