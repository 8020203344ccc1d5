import type { Language } from '@indiretta/protocol';
import { Alert, Button, Card, Checkbox, Group, NumberInput, Stack, TagsInput, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api } from '../../http/api.ts';
import type { SiteSettings } from '../../http/types.ts';
import { Loaded } from '../../shell/Loaded.tsx';
import { Page } from '../../shell/Page.tsx';
import { languages, languageWord } from '../../words/terms.ts';
import { useWords } from '../../words/WordsContext.tsx';
import { LocalInput } from './LocalInput.tsx';
import { idFor } from './order.ts';
import { SiteDesks, SiteEmergency } from './SiteLists.tsx';
import { useSaving } from './useSaving.ts';

/** The city: its channels, emergency numbers, privacy notice, the portal's origins, how long things are kept. */
export function SiteScreen() {
  const words = useWords();
  const query = useQuery({ queryKey: ['sites'], queryFn: api.sites });
  return (
    <Page title={words.admin_site()} lead={words.site_lead()}>
      <Loaded query={query}>
        {([first, ...others]) => (
          <>
            {/* The first one keeps its form when it comes to be. */}
            <SiteForm site={first ?? newSite()} />
            {others.map((site) => (
              <SiteForm key={site.id} site={site} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What a new installation begins with; the time zone is that of who sets it up. */
const newSite = (): SiteSettings => ({
  id: '',
  name: {},
  origins: [],
  languages,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  channels: { desks: [] },
  emergency: [],
  privacy: { text: {}, link: {} },
  retentionDays: 180,
  fileRetentionDays: 30,
});

function SiteForm({ site }: { readonly site: SiteSettings }) {
  const words = useWords();
  const saving = useSaving('sites');
  const [fields, setFields] = useState(site);
  const [saved, setSaved] = useState(false);
  const set = <K extends keyof SiteSettings>(name: K, value: SiteSettings[K]) => {
    setSaved(false);
    setFields((before) => ({ ...before, [name]: value }));
  };
  const { channels, privacy } = fields;
  const setChannel = (name: 'telephone' | 'email', value: string) => {
    const { [name]: _before, ...rest } = channels;
    set('channels', value === '' ? rest : { ...rest, [name]: value });
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    const id = fields.id || idFor(fields.name.it ?? '', []);
    void saving.save(
      () => api.changeSite({ ...fields, id }),
      (site) => {
        setFields(site);
        setSaved(true);
      },
    );
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <Part title={words.site_name()}>
          <LocalInput
            label={words.name()}
            value={fields.name}
            onChange={(it) => set('name', it)}
            maxLength={120}
            required
          />
          <Checkbox.Group
            label={words.site_languages()}
            value={[...fields.languages]}
            onChange={(value) => value.length > 0 && set('languages', value as Language[])}
          >
            <Group mt={4}>
              {languages.map((value) => (
                <Checkbox key={value} value={value} label={words[languageWord[value]]()} />
              ))}
            </Group>
          </Checkbox.Group>
        </Part>
        <Part title={words.site_channels()}>
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <TextInput
              label={words.telephone()}
              type="tel"
              maxLength={40}
              value={channels.telephone ?? ''}
              onChange={(event) => setChannel('telephone', event.currentTarget.value)}
            />
            <TextInput
              label={words.email()}
              type="email"
              maxLength={254}
              value={channels.email ?? ''}
              onChange={(event) => setChannel('email', event.currentTarget.value)}
            />
          </Group>
          <LocalInput
            label={words.telephone_hours()}
            value={channels.telephoneHours ?? {}}
            onChange={(telephoneHours) => set('channels', { ...channels, telephoneHours })}
            maxLength={120}
          />
          <SiteDesks desks={channels.desks} onChange={(desks) => set('channels', { ...channels, desks })} />
        </Part>
        <Part title={words.site_emergency()}>
          <SiteEmergency emergency={fields.emergency} onChange={(emergency) => set('emergency', emergency)} />
        </Part>
        <Part title={words.site_privacy()}>
          <LocalInput
            label={words.privacy_text()}
            value={privacy.text}
            onChange={(text) => set('privacy', { ...privacy, text })}
            maxLength={2000}
            lines
          />
          <LocalInput
            label={words.privacy_link()}
            value={privacy.link}
            onChange={(link) => set('privacy', { ...privacy, link })}
            maxLength={500}
            inputMode="url"
          />
        </Part>
        <Part title={words.site_portal()}>
          <TagsInput
            label={words.origins()}
            description={words.origins_help()}
            placeholder="https://www.rivalago.example"
            maxTags={50}
            value={[...fields.origins]}
            onChange={(value) => set('origins', value)}
          />
          {fields.id && <EmbedLine site={fields.id} />}
        </Part>
        <Part title={words.site_retention()}>
          <Group align="flex-start">
            <Days
              label={words.retention_days()}
              value={fields.retentionDays}
              onChange={(it) => set('retentionDays', it)}
            />
            <Days
              label={words.file_retention_days()}
              value={fields.fileRetentionDays}
              onChange={(it) => set('fileRetentionDays', it)}
            />
          </Group>
        </Part>
        <div role="alert">{saving.problem && <Alert color="red">{saving.problem}</Alert>}</div>
        <Group>
          <Button type="submit" loading={saving.busy}>
            {words.save()}
          </Button>
          <span role="status">{saved && words.saved()}</span>
        </Group>
      </Stack>
    </form>
  );
}

/** What the portal's editors paste into their pages. */
function EmbedLine({ site }: { readonly site: string }) {
  const words = useWords();
  return (
    <TextInput
      label={words.site_embed()}
      readOnly
      value={`<script async src="${location.origin}/widget.js" data-site="${site}"></script>`}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
}

function Days(props: { readonly label: string; readonly value: number; readonly onChange: (days: number) => void }) {
  return (
    <NumberInput
      label={props.label}
      w={260}
      min={1}
      max={3650}
      clampBehavior="blur"
      allowDecimal={false}
      value={props.value}
      onChange={(value) => typeof value === 'number' && props.onChange(value)}
    />
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card withBorder component="section" padding="lg" radius="lg" aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      <Stack>{children}</Stack>
    </Card>
  );
}
