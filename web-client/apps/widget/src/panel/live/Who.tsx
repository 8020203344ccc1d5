import type { OperatorCard } from '@indiretta/protocol';
import type { LiveKit } from './kit.ts';

const photo = () => import('./Photo.tsx');

/** The operator who is there now, as they chose to be seen: first name, office, and a photo only if they gave one. */
export function Who({ kit, operator }: { readonly kit: LiveKit; readonly operator: OperatorCard }) {
  const Photo = operator.photo && kit.bring(photo)?.Part;
  return (
    <div class="operator">
      <span class="photo" aria-hidden="true">
        {operator.firstName[0]}
        {Photo && <Photo kit={kit} operator={operator} />}
      </span>
      <div tabIndex={-1} data-focus>
        <b>{operator.firstName}</b>
        <p>{operator.office}</p>
      </div>
    </div>
  );
}
