import { limits } from '@indiretta/protocol';
import type { Site } from '../site.ts';
import { type AskingStage, Field, Privacy, Question } from './Asking.tsx';
import { Icon } from './icons.tsx';
import type { Kit, Staged } from './kit.ts';
import { ProblemNote, Title } from './parts.tsx';

const drawings = {
  phone: 'M6 3h4l1.500 5-2.500 1.500a11 11 0 005.500 5.500L16 12.500l5 1.500v4a3 3 0 01-3 3A15 15 0 013 6a3 3 0 013-3z',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
  place: 'M12 21c5-6 7-9 7-12a7 7 0 10-14 0c0 3 2 6 7 12zM12 7a2.500 2.500 0 110 5 2.500 2.500 0 010-5z',
} as const;

/** The longest e-mail address and telephone number, in characters (openapi.yaml, createContactRequest). */
const EMAIL_CHARS = 254;
const TELEPHONE_CHARS = 40;

/** The other ways to the city. */
function OtherWays({ kit, site }: { readonly kit: Kit; readonly site: Site }) {
  const { telephone, telephoneHours, email, desks = [] } = site.channels;
  const { words } = kit;
  return (
    <>
      <p>{words.nobody_text({})}</p>
      <ul class="ways">
        {telephone && (
          <li>
            <Icon path={drawings.phone} label={words.telephone({})} />
            <span>
              <a href={`tel:${telephone.replace(/\s/g, '')}`}>{telephone}</a>
              {telephoneHours && <small>{telephoneHours}</small>}
            </span>
          </li>
        )}
        {email && (
          <li>
            <Icon path={drawings.mail} label={words.email({})} />
            <a href={`mailto:${email}`}>{email}</a>
          </li>
        )}
        {desks.map((desk) => (
          <li key={desk.name}>
            <Icon path={drawings.place} label={words.desks({})} />
            <span>
              {desk.name}
              <small>{desk.address}</small>
              {desk.hours && <small>{desk.hours}</small>}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Nobody is there for the topic: the other ways, and a message that can be left. */
export function Nobody({ kit, stage, site }: Staged<AskingStage> & { readonly site: Site }) {
  const { words, intents } = kit;
  const unreachable = stage.problem === 'reachMissing';
  return (
    <>
      <OtherWays kit={kit} site={site} />
      <form
        class="leave"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          intents.leaveMessage();
        }}
      >
        <Title kit={kit}>{words.leave_title({})}</Title>
        <Question kit={kit} stage={stage} label={words.leave_text({})} />
        <Field
          kit={kit}
          stage={stage}
          field="name"
          label={words.name({})}
          most={limits.nameChars}
          autocomplete="given-name"
        />
        <fieldset>
          <legend>{words.leave_reach({})}</legend>
          <Field
            kit={kit}
            stage={stage}
            field="email"
            label={words.email({})}
            most={EMAIL_CHARS}
            keys="email"
            autocomplete="email"
            invalid={unreachable}
          />
          <Field
            kit={kit}
            stage={stage}
            field="telephone"
            label={words.telephone({})}
            most={TELEPHONE_CHARS}
            keys="tel"
            autocomplete="tel"
            invalid={unreachable}
          />
        </fieldset>
        <ProblemNote kit={kit} problem={stage.problem} id="problem" />
        <Privacy kit={kit} site={site} />
        <button type="submit" class="strong" aria-disabled={stage.sending}>
          {stage.sending ? words.starting({}) : words.leave_send({})}
        </button>
      </form>
    </>
  );
}
