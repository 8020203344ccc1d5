import { w } from '../../words/words.ts';
import * as drawings from './drawings.ts';
import { Icon } from './icons.tsx';
import type { Kit } from './kit.ts';
import styles from './left.css?inline';
import { Emergency, Title } from './parts.tsx';

/** A message was left. */
function Left({ kit, reference }: { readonly kit: Kit; readonly reference: string }) {
  return (
    <div class="scroll">
      <div class="big">
        <Icon path={drawings.done} />
      </div>
      <Title kit={kit} focus>
        {kit.say(w.left_title)}
      </Title>
      <p>{kit.say(w.left_text)}</p>
      <p class="reference-big">{reference}</p>
      <Emergency kit={kit} />
    </div>
  );
}

export { Left as Part, styles };
