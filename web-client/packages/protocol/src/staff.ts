import { alsoDecode } from './decode.ts';
import type { Outbound } from './outbound.ts';

/** What only staff are sent; pages for citizens do not carry it. */
const shapes = {
  desk: 'id:s desk:d',
  board: 'id:s board:w',
  closed: 'id:s returnCode:s expiresAt:s',
  transfers: 'id:s topics:l',
  joinCode: 'id:s code:s expiresAt:s',
  offerMade: 'waiting:o',
  offerEnded: 'consultation:s ending:s',
  deskChanged: 'desk:d',
  boardChanged: 'board:w',
  assigned: 'consultation:s reference:s by:s',
  pauseEnded: 'by:s',
  signInEnds: 'at:s why:s',
} as const satisfies Partial<Record<Outbound['type'], string>>;

export type StaffOutbound = keyof typeof shapes;

/** The console says this once, before it connects: {@link decode} then reads what only staff are sent, too. */
export function decodeForStaff(): void {
  alsoDecode(shapes, {
    d: 'me:o waiting:l own:V colleagues:l callInvitations:l',
    w: 'topics:l open:l openInAll:n people:l offices:l personFigures:o',
  });
}
