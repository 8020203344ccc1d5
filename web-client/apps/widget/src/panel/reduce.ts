import { assertNever, type Mode, type TopicId } from '@indiretta/protocol';
import { offeredModes, topicOf } from './site.ts';
import { emptyForm, type Happening, type Stage, type State } from './state.ts';

type Asking = Extract<Stage, { at: 'asking' }>;
type Consulting = Extract<Stage, { at: 'consulting' }>;

const asking = (mode: Mode, topic: TopicId | undefined): Asking => ({
  at: 'asking',
  mode,
  topic,
  form: emptyForm,
  sending: false,
  problem: undefined,
});

/** Where a visit begins: with one mode to choose from, and with what the page asked for, nobody has to choose. */
function beginning(state: State): Stage {
  if (state.site.is !== 'here') return { at: 'choosing' };
  const { site } = state.site;
  const modes = offeredModes(site, state.served);
  const mode = modes.find((each) => each === state.wish.mode) ?? (modes.length === 1 ? modes[0] : undefined);
  if (!mode) return { at: 'choosing' };
  return asking(mode, topicOf(site, state.wish.topic)?.modes.includes(mode) ? state.wish.topic : undefined);
}

/** What is typed is never thrown away by opening again. */
const isUntouched = ({ stage }: State): boolean =>
  stage.at === 'choosing' || stage.at === 'left' || (stage.at === 'asking' && !stage.sending && !stage.form.question);

function opened(state: State, mode: Mode | undefined, topic: TopicId | undefined): State {
  const next = { ...state, open: true, wish: { mode, topic } };
  if (!isUntouched(state)) return next;
  const asked = mode !== undefined || topic !== undefined || state.stage.at !== 'asking';
  return asked ? { ...next, stage: beginning(next) } : next;
}

const inAsking = (state: State, change: (stage: Asking) => Asking): State =>
  state.stage.at === 'asking' ? { ...state, stage: change(state.stage) } : state;

const inConsulting = (state: State, change: (stage: Consulting) => Consulting): State =>
  state.stage.at === 'consulting' ? { ...state, stage: change(state.stage) } : state;

function followed(state: State, { snapshot }: Extract<Happening, { type: 'followed' }>): State {
  if (state.stage.at === 'consulting' && state.stage.snapshot.view?.id === snapshot.view?.id) {
    return { ...state, returning: false, stage: { ...state.stage, snapshot } };
  }
  return {
    ...state,
    returning: false,
    notice: undefined,
    stage: {
      at: 'consulting',
      snapshot,
      uploads: [],
      confirming: undefined,
      goesOnAfter: 0,
      rating: snapshot.view?.rating ? 'sent' : 'none',
      problem: undefined,
    },
  };
}

function failed(state: State, { problem }: Extract<Happening, { type: 'failed' }>): State {
  const { stage } = state;
  if (stage.at === 'asking' || stage.at === 'consulting') {
    return { ...state, stage: stage.at === 'asking' ? { ...stage, sending: false, problem } : { ...stage, problem } };
  }
  return { ...state, notice: problem };
}

/** The next state; pure. A happening that does not fit the present stage changes nothing. */
export function reduce(state: State, happening: Happening): State {
  switch (happening.type) {
    case 'opened':
      return opened(state, happening.mode, happening.topic);
    case 'closed':
      return { ...state, open: false };
    case 'localeChosen':
      return { ...state, locale: happening.locale };
    case 'siteAsked':
      return { ...state, site: { is: 'loading' } };
    case 'siteCame': {
      const next: State = { ...state, site: { is: 'here', site: happening.site } };
      return isUntouched(state) ? { ...next, stage: beginning(next) } : next;
    }
    case 'siteFailed':
      return { ...state, site: { is: 'failed' } };
    case 'availabilityCame':
      return { ...state, availability: happening.availability };
    case 'linkChanged':
      return { ...state, link: happening.link };
    case 'returning':
      return { ...state, returning: true };
    case 'followed':
      return followed(state, happening);
    case 'failed':
      return failed(state, happening);
    case 'messageLeft':
      return { ...state, stage: { at: 'left', reference: happening.reference } };
    case 'startedOver': {
      const next = { ...state, returning: false, notice: happening.notice };
      return { ...next, stage: beginning(next) };
    }
    default:
      return staged(state, happening);
  }
}

/** The happenings that belong to one stage. */
function staged(
  state: State,
  happening: Extract<
    Happening,
    {
      type:
        | 'modeChosen'
        | 'topicChosen'
        | 'typed'
        | 'sent'
        | 'confirmAsked'
        | 'goesOn'
        | 'uploadChanged'
        | 'uploadEnded'
        | 'rating';
    }
  >,
): State {
  switch (happening.type) {
    case 'modeChosen':
      return { ...state, stage: asking(happening.mode, state.wish.topic) };
    case 'topicChosen':
      return inAsking({ ...state, notice: undefined }, (stage) => ({
        ...stage,
        topic: happening.topic,
        problem: undefined,
      }));
    case 'typed':
      return inAsking(state, (stage) => ({
        ...stage,
        form: { ...stage.form, [happening.field]: happening.text },
        problem: undefined,
      }));
    case 'sent':
      return inAsking(state, (stage) => ({ ...stage, sending: true, problem: undefined }));
    case 'confirmAsked':
      return inConsulting(state, (stage) => ({ ...stage, confirming: happening.what }));
    case 'goesOn':
      return inConsulting(state, (stage) => ({ ...stage, goesOnAfter: happening.seq }));
    case 'uploadChanged': {
      const { upload } = happening;
      return inConsulting(state, (stage) => ({
        ...stage,
        uploads: [...stage.uploads.filter(({ key }) => key !== upload.key), upload],
      }));
    }
    case 'uploadEnded':
      return inConsulting(state, (stage) => ({
        ...stage,
        uploads: stage.uploads.filter(({ key }) => key !== happening.key),
      }));
    case 'rating':
      return inConsulting(state, (stage) => ({ ...stage, rating: happening.step }));
    default:
      return assertNever(happening);
  }
}
