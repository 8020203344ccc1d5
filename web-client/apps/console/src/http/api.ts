import type { CallId, ConsultationId, FileId, GuestRole, Language, OperatorId, TopicId } from '@indiretta/protocol';
import { get, getBlob, pathWith, send, sendBytes } from './http.ts';
import type {
  ArchivePage,
  CannedReply,
  CannedReplyFields,
  Choices,
  Competence,
  ConfigurationOutcome,
  ConsoleData,
  ContactRequest,
  ContactRequests,
  DayPlan,
  Forward,
  Group,
  Holidays,
  Invitation,
  Level,
  LinkLook,
  Me,
  NewSecondFactor,
  OnCallHours,
  OpenedConsultation,
  Operator,
  OperatorFields,
  PushSubscriptions,
  SiteCalendar,
  SiteSettings,
  StoredFile,
  Topic,
} from './types.ts';

export interface ArchiveSearch {
  readonly text?: string | undefined;
  readonly reference?: string | undefined;
  readonly topic?: TopicId | undefined;
  readonly operator?: OperatorId | undefined;
  /** Ended at or after this instant. */
  readonly from?: string | undefined;
  /** Ended before this instant. */
  readonly to?: string | undefined;
  /** The cursor of the page before. */
  readonly before?: string | undefined;
}

/** Every operation of the contract that the console uses; each fails with a `Problem`. */
export const api = {
  me: () => get<Me>('/me'),
  signIn: (email: string, password: string, code?: string) =>
    send<Me>('POST', '/sign-in', { email, password, ...(code ? { code } : {}) }),
  signOut: () => send<void>('POST', '/sign-out'),
  lookAtLink: (token: string) => send<LinkLook>('POST', '/one-use-links/look', { token }),
  redeemLink: (fields: {
    readonly token: string;
    readonly password: string;
    readonly email?: string;
    readonly firstName?: string;
    readonly lastName?: string;
  }) => send<Me>('POST', '/one-use-links/use', fields),
  socketTicket: () => send<{ readonly ticket: string }>('POST', '/socket-tickets'),

  changeMe: (
    changes: Partial<{
      language: Language;
      sound: boolean;
      notifications: boolean;
      singleKeys: boolean;
      showPhoto: boolean;
      onCall: readonly OnCallHours[];
    }>,
  ) => send<Me>('PATCH', '/me', changes),
  pushSubscriptions: () => get<PushSubscriptions>('/push-subscriptions'),
  addPushSubscription: (browser: {
    readonly endpoint: string;
    readonly keys: { readonly p256dh: string; readonly auth: string };
  }) => send<PushSubscriptions>('POST', '/push-subscriptions', browser),
  removePushSubscription: (id: string) => send<void>('DELETE', `/push-subscriptions/${id}`),
  changePhoto: (photo: Blob) => sendBytes<void>('PUT', '/me/photo', photo),
  removePhoto: () => send<void>('DELETE', '/me/photo'),
  photo: (operator: OperatorId) => getBlob(`/operators/${operator}/photo`),
  changePassword: (current: string, next: string) => send<void>('POST', '/me/password', { current, next }),
  startSecondFactor: (password: string) => send<NewSecondFactor>('POST', '/me/second-factor', { password }),
  confirmSecondFactor: (code: string) => send<void>('PUT', '/me/second-factor', { code }),
  removeSecondFactor: (password: string) => send<void>('DELETE', '/me/second-factor', { password }),

  console: () => get<ConsoleData>('/console'),
  contactRequests: (state: ContactRequest['state']) => get<ContactRequests>('/contact-requests', { state }),
  takeContactRequest: (id: string) => send<void>('POST', `/contact-requests/${id}/take`),
  answerContactRequest: (id: string, text: string) => send<void>('POST', `/contact-requests/${id}/answer`, { text }),
  finishContactRequest: (id: string, note: string) => send<void>('POST', `/contact-requests/${id}/done`, { note }),
  requestFile: (id: string, file: FileId) => getBlob(`/contact-requests/${id}/files/${file}`),
  requestTranscript: (id: string, language: Language) =>
    getBlob(`/contact-requests/${id}/transcript`, { format: 'html', language }),
  forward: (consultation: ConsultationId, task: Forward) =>
    send<{ readonly reference: string }>('POST', `/consultations/${consultation}/forward`, task),

  uploadFile: (consultation: ConsultationId, file: File) =>
    sendBytes<StoredFile>('POST', `/consultations/${consultation}/files`, file, file.name),
  file: (consultation: ConsultationId, file: FileId) => getBlob(`/consultations/${consultation}/files/${file}`),
  transcript: (consultation: ConsultationId, format: 'text' | 'html', language: Language) =>
    getBlob(`/consultations/${consultation}/transcript`, { format, language }),

  /** A one-use link into the running call. */
  inviteGuest: (
    consultation: ConsultationId,
    guest: { readonly call: CallId; readonly role: GuestRole; readonly name: string },
  ) => send<Invitation>('POST', `/consultations/${consultation}/guests`, guest),

  searchArchive: (search: ArchiveSearch) => get<ArchivePage>('/archive', { ...search }),
  openArchive: (consultation: ConsultationId) => get<OpenedConsultation>(`/archive/${consultation}`),
  choices: (consultation: ConsultationId) => get<Choices>(`/consultations/${consultation}/choices`),

  operators: async () => (await get<{ readonly operators: readonly Operator[] }>('/admin/operators')).operators,
  createOperator: (fields: OperatorFields) =>
    send<{ readonly operator: Operator; readonly invitation: Invitation }>('POST', '/admin/operators', fields),
  changeOperator: (id: OperatorId, fields: OperatorFields) => send<Operator>('PUT', `/admin/operators/${id}`, fields),
  disableOperator: (id: OperatorId) => send<Operator>('POST', `/admin/operators/${id}/disable`),
  enableOperator: (id: OperatorId) => send<Operator>('POST', `/admin/operators/${id}/enable`),
  inviteOperator: (id: OperatorId) => send<Invitation>('POST', `/admin/operators/${id}/invitation`),

  groups: async () => (await get<{ readonly groups: readonly Group[] }>('/admin/groups')).groups,
  createGroup: (group: Group) => send<Group>('POST', '/admin/groups', group),
  changeGroup: (group: Group) => send<Group>('PUT', `/admin/groups/${group.id}`, group),
  removeGroup: (id: string) => send<void>('DELETE', `/admin/groups/${id}`),
  topics: async () => (await get<{ readonly topics: readonly Topic[] }>('/admin/topics')).topics,
  createTopic: (topic: Topic) => send<Topic>('POST', '/admin/topics', topic),
  /** `moveWaitingTo`: where those go who wait for a topic that is disabled; IN_USE without it while somebody does. */
  changeTopic: (topic: Topic, moveWaitingTo?: TopicId) =>
    send<Topic>('PUT', pathWith(`/admin/topics/${topic.id}`, { moveWaitingTo }), topic),

  configuration: () => getBlob('/admin/configuration'),
  importConfiguration: (file: Blob, dryRun: boolean) =>
    sendBytes<ConfigurationOutcome>('POST', `/admin/configuration?dryRun=${dryRun}`, file),

  competences: async () =>
    (await get<{ readonly competences: readonly Competence[] }>('/admin/competences')).competences,
  changeCompetence: (operator: OperatorId, topic: TopicId, level: Level | 0) =>
    level === 0
      ? send<void>('DELETE', `/admin/competences/${operator}/${topic}`)
      : send<void>('PUT', `/admin/competences/${operator}/${topic}`, { level }),

  cannedReplies: async () =>
    (await get<{ readonly cannedReplies: readonly CannedReply[] }>('/admin/canned-replies')).cannedReplies,
  createCannedReply: (fields: CannedReplyFields) => send<CannedReply>('POST', '/admin/canned-replies', fields),
  changeCannedReply: (id: string, fields: CannedReplyFields) =>
    send<CannedReply>('PUT', `/admin/canned-replies/${id}`, fields),
  removeCannedReply: (id: string) => send<void>('DELETE', `/admin/canned-replies/${id}`),

  calendar: () => get<SiteCalendar>('/admin/calendar'),
  changeCalendar: (calendar: SiteCalendar) => send<SiteCalendar>('PUT', '/admin/calendar', calendar),
  previewDay: (date: string) => get<DayPlan>('/admin/calendar/preview', { date }),
  holidays: (year: number, place: string | undefined) => get<Holidays>('/admin/calendar/holidays', { year, place }),

  sites: async () => (await get<{ readonly sites: readonly SiteSettings[] }>('/admin/sites')).sites,
  changeSite: (site: SiteSettings) => send<SiteSettings>('PUT', `/admin/sites/${site.id}`, site),
} as const;
