import { useEffect } from 'react';
import { titleScreen } from './pageTitle.ts';

/** Names the page after the screen while it is shown. */
export function usePageTitle(name: string): void {
  useEffect(() => {
    titleScreen(name);
    return () => titleScreen('');
  }, [name]);
}
