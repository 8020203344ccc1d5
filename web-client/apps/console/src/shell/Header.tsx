import { ActionIcon, type MantineColorScheme, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useDesk, useDeskState } from '../desk/DeskContext.tsx';
import { owned, ringing } from '../desk/state.ts';
import { api } from '../http/api.ts';
import { useMe } from '../http/MeContext.ts';
import { signedOut, useContactRequests } from '../http/queries.ts';
import { useShortcut } from '../keyboard/ShortcutsContext.tsx';
import { Icon, type IconName } from '../theme/Icon.tsx';
import { roleWord } from '../words/terms.ts';
import { useWords } from '../words/WordsContext.tsx';
import { useAlerts } from './AlertsProvider.tsx';
import { Brand } from './Brand.tsx';
import styles from './Header.module.css';
import { PresenceControl } from './PresenceControl.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { SignOutDialog } from './SignOutDialog.tsx';

export function Header() {
  const words = useWords();
  const me = useMe();
  const waiting = useDeskState((state) => ringing(state).length);
  const requests = useContactRequests('OPEN').data?.contactRequests.length ?? 0;
  return (
    <header className={styles.header}>
      <Link to="/" className={styles.brand} aria-label={words.brand_home()}>
        <Brand />
      </Link>
      <nav aria-label={words.navigation()} className={styles.nav}>
        <NavItem to="/" icon="desk" label={words.nav_desk()} count={waiting} />
        <NavItem to="/requests" icon="mail" label={words.nav_requests()} count={requests} />
        <NavItem to="/archive" icon="archive" label={words.nav_archive()} />
        {me.role !== 'OPERATOR' && <NavItem to="/board" icon="board" label={words.nav_board()} />}
        {me.role === 'ADMIN' && <NavItem to="/admin" icon="gear" label={words.nav_admin()} />}
      </nav>
      <div className={styles.own}>
        <MuteButton />
        <PresenceControl />
        <PersonMenu />
      </div>
    </header>
  );
}

function NavItem(props: {
  readonly to: '/' | '/requests' | '/archive' | '/board' | '/admin';
  readonly icon: IconName;
  readonly label: string;
  readonly count?: number;
}) {
  const { to, icon, label, count = 0 } = props;
  const words = useWords();
  const current = useLocation({ select: ({ pathname }) => isWithin(to, pathname) });
  return (
    <Link to={to} activeProps={{}} className={styles.item} aria-current={current ? 'page' : undefined}>
      <Icon name={icon} />
      <span className={styles.label}>{label}</span>
      {count > 0 && (
        <span className={styles.count}>
          {count}
          <span className={styles.hidden}> {words.waiting_count()}</span>
        </span>
      )}
    </Link>
  );
}

/** Whether a page belongs to a part of the console; consultations belong to the desk. */
const isWithin = (part: string, pathname: string): boolean =>
  part === '/' ? /^\/(console\/?)?(consultation\/.*)?$/.test(pathname) : pathname.includes(part);

function MuteButton() {
  const words = useWords();
  const alerts = useAlerts();
  useShortcut('mute', alerts.ringing ? alerts.mute : undefined);
  if (!alerts.ringing) return null;
  return (
    <Tooltip label={words.mute()}>
      <ActionIcon onClick={alerts.mute} aria-label={words.mute()} color="amber">
        <Icon name="bell" />
      </ActionIcon>
    </Tooltip>
  );
}

function PersonMenu() {
  const words = useWords();
  const me = useMe();
  const desk = useDesk();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [help, setHelp] = useState(false);
  const [leaving, setLeaving] = useState(false);
  useShortcut('help', () => setHelp(true));

  async function signOut() {
    await api.signOut().catch(() => undefined);
    desk.eraseKept();
    signedOut(queries);
    await navigate({ to: '/' });
  }

  const initials = `${me.firstName.charAt(0)}${me.lastName.charAt(0)}`.toUpperCase();
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <button type="button" className={styles.person} aria-label={words.person_menu({ name: me.firstName })}>
            {initials}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me.firstName} {me.lastName} · {words[roleWord[me.role]]()}
          </Menu.Label>
          <Menu.Item leftSection={<Icon name="person" />} component={Link} to="/me">
            {words.nav_me()}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="keyboard" />} onClick={() => setHelp(true)}>
            {words.shortcuts()}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{words.appearance()}</Menu.Label>
          <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
            <Menu.RadioItem value="auto">{words.scheme_auto()}</Menu.RadioItem>
            <Menu.RadioItem value="light">{words.scheme_light()}</Menu.RadioItem>
            <Menu.RadioItem value="dark">{words.scheme_dark()}</Menu.RadioItem>
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item
            leftSection={<Icon name="out" />}
            onClick={() => (owned(desk.state).length > 0 ? setLeaving(true) : void signOut())}
          >
            {words.sign_out()}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {leaving && <SignOutDialog onStay={() => setLeaving(false)} onSignOut={signOut} />}
      <ShortcutsDialog opened={help} onClose={() => setHelp(false)} />
    </>
  );
}
