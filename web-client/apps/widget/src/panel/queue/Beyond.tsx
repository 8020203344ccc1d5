import type { Kit } from '../ready/kit.ts';
import { Left, styles as left } from '../request/Left.tsx';
import type { CodeStage, LeftStage } from '../state.ts';
import announcement from './announcement.css?inline';
import { Code } from './Code.tsx';

/** Where most visits never come: a code that staff gave, and a request that was left. */
function Beyond({ kit, stage }: { readonly kit: Kit; readonly stage: CodeStage | LeftStage }) {
  return stage.at === 'code' ? <Code kit={kit} stage={stage} /> : <Left kit={kit} stage={stage} />;
}

const styles = left + announcement;

export { Beyond as Part, styles };
