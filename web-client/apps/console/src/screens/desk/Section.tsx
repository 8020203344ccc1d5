import type { ReactNode } from 'react';
import styles from './Section.module.css';

/** A headed part of the lists, with how many are in it. */
export function Section(props: { readonly title: string; readonly count?: number; readonly children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={props.title}>
      <h2 className={styles.title}>
        {props.title}
        {props.count !== undefined && <span className={styles.count}>{props.count}</span>}
      </h2>
      {props.children}
    </section>
  );
}
