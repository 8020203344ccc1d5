import { LinkPage } from './LinkPage.tsx';

export function InvitationPage() {
  return <LinkPage purpose="INVITATION" />;
}

export function SetUpPage() {
  return <LinkPage purpose="SET_UP" />;
}
