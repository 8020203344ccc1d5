import type { Answer, Connection } from '@indiretta/connection';
import type { CallId, ConsultationId, MemberId, OperatorId, Share } from '@indiretta/protocol';

export interface PeoplePorts {
  readonly connection: Pick<Connection, 'request'>;
  readonly consultation: ConsultationId;
  readonly call: CallId;
}

/** Ends what a member shows: that person's browser stops sending it. For the citizen and the owner. */
export const endShare = (ports: PeoplePorts, member: MemberId, what: Share): Promise<Answer<'endShare'>> =>
  ports.connection.request({ type: 'endShare', ...of(ports), member, what });

/** Asks a colleague or supervisor into the running call. For the owner. */
export const inviteToCall = (ports: PeoplePorts, operator: OperatorId): Promise<Answer<'inviteToCall'>> =>
  ports.connection.request({ type: 'inviteToCall', ...of(ports), operator });

/** Takes somebody out of the call, or an invitation or link back. For the owner. */
export const removeFromCall = (ports: PeoplePorts, member: MemberId): Promise<Answer<'removeFromCall'>> =>
  ports.connection.request({ type: 'removeFromCall', ...of(ports), member });

const of = ({ consultation, call }: PeoplePorts) => ({ consultation, call });
