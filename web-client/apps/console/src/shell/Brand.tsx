import styles from './Brand.module.css';

/** The red button, small: the sign of the product. */
export function Brand({ large = false }: { readonly large?: boolean }) {
  return (
    <span className={styles.brand} data-large={large || undefined}>
      <svg aria-hidden="true" viewBox="0 0 24 24" className={styles.mark}>
        <circle cx="12" cy="12" r="11" fill="none" stroke="currentColor" strokeWidth="1.5" opacity="0.45" />
        <circle cx="12" cy="12" r="7" fill="currentColor" />
      </svg>
      <span className={styles.name}>InDiretta</span>
    </span>
  );
}
