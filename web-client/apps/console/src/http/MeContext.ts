import { createContext, useContext } from 'react';
import type { Me } from './types.ts';

/** Who is signed in; the gate gives it to the screens it lets in. */
export const MeContext = createContext<Me | null>(null);

/** Who is signed in; a screen outside of the gate has nobody, which is a programming error. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('MeContext is missing');
  return me;
}
