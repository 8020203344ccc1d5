import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Page.module.css';
import { usePageTitle } from './usePageTitle.ts';

/** A screen that scrolls: its heading, what can be done, its content. */
export function Page(props: {
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  usePageTitle(props.title);
  return (
    <div className={styles.page} data-wide={props.wide || undefined}>
      <div className={styles.head}>
        <div>
          <Title order={1}>{props.title}</Title>
          {props.lead && <p className={styles.lead}>{props.lead}</p>}
        </div>
        {props.actions && <div className={styles.actions}>{props.actions}</div>}
      </div>
      {props.children}
    </div>
  );
}
