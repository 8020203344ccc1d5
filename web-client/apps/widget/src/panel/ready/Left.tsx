import { Icon } from './icons.tsx';
import type { Kit } from './kit.ts';
import { Emergency, Title } from './parts.tsx';

/** A message was left. */
export function Left({ kit, reference }: { readonly kit: Kit; readonly reference: string }) {
  return (
    <div class="scroll">
      <div class="big">
        <Icon name="done" />
      </div>
      <Title kit={kit} focus>
        {kit.words.left_title({})}
      </Title>
      <p>{kit.words.left_text({})}</p>
      <p class="reference-big">{reference}</p>
      <Emergency kit={kit} />
    </div>
  );
}
