import { isOver, isWaiting } from '../state.ts';
import type { LiveStaged } from './kit.ts';
import { Photo } from './Photo.tsx';

/** The operator who is there now, as they chose to be seen: first name, office, and a photo only if they gave one. */
export function Who({ kit, stage }: LiveStaged) {
  const { view } = stage.snapshot;
  const operator = isOver(view) || isWaiting(view) ? undefined : view?.operator;
  if (!operator) return null;
  return (
    <div class="operator">
      <Photo kit={kit} operator={operator} />
      <div tabIndex={-1} data-focus="">
        <b>{operator.firstName}</b>
        <p>{operator.office}</p>
      </div>
    </div>
  );
}
