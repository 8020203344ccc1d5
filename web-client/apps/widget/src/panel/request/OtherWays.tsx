import { w } from '../../words/words.ts';
import { Icon } from '../ready/icons.tsx';
import type { Kit } from '../ready/kit.ts';
import { Telephone } from '../ready/parts.tsx';
import type { Site } from '../site.ts';

const drawings = {
  phone: 'M6 3h4l1.5 5-2.5 1.5a11 11 0 005.5 5.5L16 12.5l5 1.5v4a3 3 0 01-3 3A15 15 0 013 6a3 3 0 013-3z',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
  place: 'M12 21c5-6 7-9 7-12a7 7 0 10-14 0c0 3 2 6 7 12zM12 7a2.5 2.5 0 110 5 2.5 2.5 0 010-5z',
} as const;

/** The other ways to the city. */
export function OtherWays({ kit, site }: { readonly kit: Kit; readonly site: Site }) {
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
