import type { BoardView } from '@indiretta/protocol';
import { useEffect } from 'react';
import { useDesk, useDeskState } from '../../desk/DeskContext.tsx';

/** The board, kept up to date while it is looked at; undefined until it came. */
export function useBoard(): BoardView | undefined {
  const desk = useDesk();
  useEffect(() => desk.watchBoard(), [desk]);
  return useDeskState((state) => state.board);
}
