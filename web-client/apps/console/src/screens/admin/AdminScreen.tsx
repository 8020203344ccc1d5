import { Alert } from '@mantine/core';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useMe } from '../../http/MeContext.ts';
import { useNames } from '../../http/queries.ts';
import { useWords } from '../../words/WordsContext.tsx';
import styles from './AdminScreen.module.css';

/** The settings of the installation; the server decides who may, the screen only does not offer it. */
export function AdminScreen() {
  const words = useWords();
  const me = useMe();
  const withoutSite = useNames().data.sites.length === 0;
  const atSite = useLocation({ select: ({ pathname }) => pathname.endsWith('/site') });
  if (me.role !== 'ADMIN') {
    return (
      <Alert m="lg" color="red">
        {words.problem_forbidden()}
      </Alert>
    );
  }
  const parts = [
    { to: '/admin/operators', label: words.admin_operators() },
    { to: '/admin/topics', label: words.admin_topics() },
    { to: '/admin/competences', label: words.admin_competences() },
    { to: '/admin/replies', label: words.admin_replies() },
    { to: '/admin/calendar', label: words.admin_calendar() },
    { to: '/admin/site', label: words.admin_site() },
    { to: '/admin/configuration', label: words.admin_configuration() },
  ] as const;
  return (
    <>
      <nav aria-label={words.nav_admin()} className={styles.parts}>
        {parts.map(({ to, label }) => (
          <Link key={to} to={to} className={styles.part} activeProps={{ 'aria-current': 'page' }}>
            {label}
          </Link>
        ))}
      </nav>
      {withoutSite && !atSite && (
        <Alert m="md" mb={0} color="lake">
          {words.site_first()}{' '}
          <Link to="/admin/site" className={styles.link}>
            {words.site_first_link()}
          </Link>
        </Alert>
      )}
      <Suspense>
        <Outlet />
      </Suspense>
    </>
  );
}
