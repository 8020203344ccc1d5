import { w } from '../../words/words.ts';
import type { Site } from '../site.ts';
import type { AskingStage } from '../state.ts';
import { Field, MessageForm, NameField, Question } from './Asking.tsx';
import { Icon } from './icons.tsx';
import type { Kit, Staged } from './kit.ts';
import { isWrong } from './leaveMessage.ts';
import styles from './nobody.css?inline';
import { Telephone, Title } from './parts.tsx';

const drawings = {
  phone: 'M6 3h4l1.5 5-2.5 1.5a11 11 0 005.5 5.5L16 12.5l5 1.5v4a3 3 0 01-3 3A15 15 0 013 6a3 3 0 013-3z',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
  place: 'M12 21c5-6 7-9 7-12a7 7 0 10-14 0c0 3 2 6 7 12zM12 7a2.5 2.5 0 110 5 2.5 2.5 0 010-5z',
} as const;

/** The longest e-mail address and telephone number, in characters (openapi.yaml, createContactRequest). */
const EMAIL_CHARS = 254;
const TELEPHONE_CHARS = 30;

/** The other ways to the city. */
function OtherWays({ kit, site }: { readonly kit: Kit; readonly site: Site }) {
  const { telephone, telephoneHours, email, desks = [] } = site.channels;
  const { say } = kit;
  return (
    <>
      <p>{say(w.nobody_text)}</p>
      <ul class="ways">
        {telephone && (
          <li>
            <Icon path={drawings.phone} label={say(w.telephone)} />
            <span>
              <Telephone number={telephone}>{telephone}</Telephone>
              {telephoneHours && <small>{telephoneHours}</small>}
            </span>
          </li>
        )}
        {email && (
          <li>
            <Icon path={drawings.mail} label={say(w.email)} />
            <a href={`mailto:${email}`}>{email}</a>
          </li>
        )}
        {desks.map((desk) => (
          <li key={desk.name}>
            <Icon path={drawings.place} label={say(w.desks)} />
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
function Nobody({ kit, stage, site }: Staged<AskingStage> & { readonly site: Site }) {
  const { say, intents } = kit;
  const isInvalid = (field: 'email' | 'telephone') =>
    stage.problem === w.leave_reach_missing || (stage.problem === w.leave_reach_wrong && isWrong(stage.form, field));
  return (
    <>
      <OtherWays kit={kit} site={site} />
      <MessageForm
        kit={kit}
        stage={stage}
        site={site}
        looks="leave"
        submit={w.leave_send}
        onSubmit={() => intents.leaveMessage()}
      >
        <Title kit={kit}>{say(w.leave_title)}</Title>
        <Question kit={kit} stage={stage} label={say(w.leave_text)} />
        <NameField kit={kit} stage={stage} />
        <fieldset>
          <legend>{say(w.leave_reach)}</legend>
          <Field
            kit={kit}
            stage={stage}
            field="email"
            label={say(w.email)}
            most={EMAIL_CHARS}
            keys="email"
            autocomplete="email"
            invalid={isInvalid('email')}
          />
          <Field
            kit={kit}
            stage={stage}
            field="telephone"
            label={say(w.telephone)}
            most={TELEPHONE_CHARS}
            keys="tel"
            autocomplete="tel"
            invalid={isInvalid('telephone')}
          />
        </fieldset>
      </MessageForm>
    </>
  );
}

export { Nobody as Part, styles };
