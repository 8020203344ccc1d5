import { Card, Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Brand } from '../../shell/Brand.tsx';
import { LanguagePicker } from '../../shell/LanguagePicker.tsx';
import { usePageTitle } from '../../shell/usePageTitle.ts';
import styles from './DoorPage.module.css';

/** The frame of the pages before the sign-in: one card, the brand, the language. */
export function DoorPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  usePageTitle(title);
  return (
    <div className={styles.page}>
      <main className={styles.main}>
        <Brand large />
        <Card withBorder padding="xl" radius="lg" className={styles.card}>
          <Title order={1} mb="md">
            {title}
          </Title>
          {children}
        </Card>
        <Group justify="center">
          <LanguagePicker />
        </Group>
      </main>
    </div>
  );
}
