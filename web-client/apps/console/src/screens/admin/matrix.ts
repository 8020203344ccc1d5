import type { Level } from '../../http/types.ts';

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** What a key does in the matrix: go to a cell, set a level, or nothing. */
export type MatrixAction =
  | { readonly type: 'go'; readonly to: Cell }
  | { readonly type: 'set'; readonly level: Level | 0 }
  | { readonly type: 'none' };

/** Arrows move, Home and End go to the ends of a row (with Ctrl of the table), 0 to 3 set, Delete clears. */
export function matrixAction(
  press: { readonly key: string; readonly ctrlKey: boolean; readonly altKey: boolean; readonly metaKey: boolean },
  at: Cell,
  size: { readonly rows: number; readonly columns: number },
): MatrixAction {
  if (press.altKey || press.metaKey) return { type: 'none' };
  const go = (row: number, column: number): MatrixAction => ({
    type: 'go',
    to: {
      row: Math.min(size.rows - 1, Math.max(0, row)),
      column: Math.min(size.columns - 1, Math.max(0, column)),
    },
  });
  switch (press.key) {
    case 'ArrowUp':
      return go(at.row - 1, at.column);
    case 'ArrowDown':
      return go(at.row + 1, at.column);
    case 'ArrowLeft':
      return go(at.row, at.column - 1);
    case 'ArrowRight':
      return go(at.row, at.column + 1);
    case 'Home':
      return go(press.ctrlKey ? 0 : at.row, 0);
    case 'End':
      return go(press.ctrlKey ? size.rows - 1 : at.row, size.columns - 1);
    case '0':
    case 'Delete':
    case 'Backspace':
      return press.ctrlKey ? { type: 'none' } : { type: 'set', level: 0 };
    case '1':
    case '2':
    case '3':
      return press.ctrlKey ? { type: 'none' } : { type: 'set', level: Number(press.key) as Level };
    default:
      return { type: 'none' };
  }
}

/** What a click sets: none, first choice, backup, last resort, none … */
export const nextLevel = (level: Level | 0): Level | 0 => ((level + 1) % 4) as Level | 0;
