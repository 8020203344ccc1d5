/* eslint-disable */
/** @typedef {import('../runtime.js').LocalizedString} LocalizedString */
/** @typedef {{}} Anything_ElseInputs */
/** @typedef {{}} Anything_NoInputs */
/** @typedef {{}} Anything_YesInputs */
/** @typedef {{}} AttachInputs */
/** @typedef {{}} Call_DeclinedInputs */
/** @typedef {{ time: NonNullable<unknown> }} Call_EndedInputs */
/** @typedef {{}} Call_StartedInputs */
/** @typedef {{ time: NonNullable<unknown> }} Camera_EndedInputs */
/** @typedef {{}} Camera_StartedInputs */
/** @typedef {{}} CancelInputs */
/** @typedef {{}} Citizen_LostInputs */
/** @typedef {{}} ComposerInputs */
/** @typedef {{}} ConnectingInputs */
/** @typedef {{}} DiscardInputs */
/** @typedef {{ name: NonNullable<unknown> }} DownloadInputs */
/** @typedef {{}} Download_FailedInputs */
/** @typedef {{}} EndedInputs */
/** @typedef {{}} EraseInputs */
/** @typedef {{}} Erase_ConfirmInputs */
/** @typedef {{}} ErasedInputs */
/** @typedef {{}} File_FailedInputs */
/** @typedef {{}} File_GoneInputs */
/** @typedef {{}} File_SizeInputs */
/** @typedef {{}} File_TypeInputs */
/** @typedef {{}} FinishInputs */
/** @typedef {{}} Finish_ConfirmInputs */
/** @typedef {{ name: NonNullable<unknown>, office: NonNullable<unknown> }} Handed_OverInputs */
/** @typedef {{ name: NonNullable<unknown> }} Image_OfInputs */
/** @typedef {{ name: NonNullable<unknown>, office: NonNullable<unknown> }} JoinedInputs */
/** @typedef {{ name: NonNullable<unknown> }} Joined_ShortInputs */
/** @typedef {{}} LeaveInputs */
/** @typedef {{}} Leave_ConfirmInputs */
/** @typedef {{}} Left_WaitingInputs */
/** @typedef {{}} MessagesInputs */
/** @typedef {{}} New_MessagesInputs */
/** @typedef {{}} Not_SentInputs */
/** @typedef {{ name: NonNullable<unknown> }} Operator_BackInputs */
/** @typedef {{}} Operator_HeldInputs */
/** @typedef {{}} Operator_LostInputs */
/** @typedef {{}} Rate1Inputs */
/** @typedef {{}} Rate2Inputs */
/** @typedef {{}} Rate3Inputs */
/** @typedef {{}} Rate4Inputs */
/** @typedef {{}} Rate5Inputs */
/** @typedef {{}} Rate_ChangeInputs */
/** @typedef {{}} Rate_CommentInputs */
/** @typedef {{}} Rate_SendInputs */
/** @typedef {{}} Rate_ThanksInputs */
/** @typedef {{}} Rate_TitleInputs */
/** @typedef {{}} ReadInputs */
/** @typedef {{}} ReadyInputs */
/** @typedef {{}} Ready_LinkInputs */
/** @typedef {{}} ReopenInputs */
/** @typedef {{ time: NonNullable<unknown> }} Reopen_UntilInputs */
/** @typedef {{}} ReopenedInputs */
/** @typedef {{ time: NonNullable<unknown> }} Screen_EndedInputs */
/** @typedef {{}} Screen_StartedInputs */
/** @typedef {{}} SendInputs */
/** @typedef {{}} SendingInputs */
/** @typedef {{}} SentInputs */
/** @typedef {{}} Start_NewInputs */
/** @typedef {{}} StartedInputs */
/** @typedef {{}} TranscriptInputs */
/** @typedef {{}} Transcript_HtmlInputs */
/** @typedef {{}} Transcript_TextInputs */
/** @typedef {{ time: NonNullable<unknown> }} Transcript_UntilInputs */
/** @typedef {{ name: NonNullable<unknown> }} TypingInputs */
/** @typedef {{ percent: NonNullable<unknown> }} UploadingInputs */
/** @typedef {{ n: NonNullable<unknown> }} WaitingInputs */
/** @typedef {{}} Waiting_NoteInputs */
/** @typedef {{}} Waiting_OnInputs */
/** @typedef {{}} WarnedInputs */
/** @typedef {{}} YouInputs */


export const anything_else = /** @type {(inputs: Anything_ElseInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Is there anything else we can do for you?`)
};

export const anything_no = /** @type {(inputs: Anything_NoInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`No, thank you`)
};

export const anything_yes = /** @type {(inputs: Anything_YesInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Yes, I have more`)
};

export const attach = /** @type {(inputs: AttachInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Attach a file (PDF, JPEG, PNG, WebP, up to 10 MB)`)
};

export const call_declined = /** @type {(inputs: Call_DeclinedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`The call did not come about`)
};

export const call_ended = /** @type {(inputs: Call_EndedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Call ended (${i?.time})`)
};

export const call_started = /** @type {(inputs: Call_StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Call started`)
};

export const camera_ended = /** @type {(inputs: Camera_EndedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Camera off (${i?.time})`)
};

export const camera_started = /** @type {(inputs: Camera_StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Camera on`)
};

export const cancel = /** @type {(inputs: CancelInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Cancel`)
};

export const citizen_lost = /** @type {(inputs: Citizen_LostInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Ended because the link was away for long`)
};

export const composer = /** @type {(inputs: ComposerInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Your message`)
};

export const connecting = /** @type {(inputs: ConnectingInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Connecting you`)
};

export const discard = /** @type {(inputs: DiscardInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Discard`)
};

export const download = /** @type {(inputs: DownloadInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Download ${i?.name}`)
};

export const download_failed = /** @type {(inputs: Download_FailedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Not downloaded: please try again.`)
};

export const ended = /** @type {(inputs: EndedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Consultation ended`)
};

export const erase = /** @type {(inputs: EraseInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Erase from this device`)
};

export const erase_confirm = /** @type {(inputs: Erase_ConfirmInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`After this the transcript can no longer be opened on this device.`)
};

export const erased = /** @type {(inputs: ErasedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Content withdrawn`)
};

export const file_failed = /** @type {(inputs: File_FailedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`The file was not sent.`)
};

export const file_gone = /** @type {(inputs: File_GoneInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`This file is no longer available.`)
};

export const file_size = /** @type {(inputs: File_SizeInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`The file is too large: 10 MB at most.`)
};

export const file_type = /** @type {(inputs: File_TypeInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`This type of file is not possible. Choose a PDF or a JPEG, PNG or WebP image.`)
};

export const finish = /** @type {(inputs: FinishInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`End`)
};

export const finish_confirm = /** @type {(inputs: Finish_ConfirmInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Do you want to end the consultation?`)
};

export const handed_over = /** @type {(inputs: Handed_OverInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`From here on: ${i?.name}, ${i?.office}`)
};

export const image_of = /** @type {(inputs: Image_OfInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Preview of ${i?.name}`)
};

export const joined = /** @type {(inputs: JoinedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name}, ${i?.office}, is here for you`)
};

export const joined_short = /** @type {(inputs: Joined_ShortInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} is here for you`)
};

export const leave = /** @type {(inputs: LeaveInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Leave`)
};

export const leave_confirm = /** @type {(inputs: Leave_ConfirmInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Do you want to give up your place?`)
};

export const left_waiting = /** @type {(inputs: Left_WaitingInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Left before the answer`)
};

export const messages = /** @type {(inputs: MessagesInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Messages`)
};

export const new_messages = /** @type {(inputs: New_MessagesInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`New messages`)
};

export const not_sent = /** @type {(inputs: Not_SentInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Not sent.`)
};

export const operator_back = /** @type {(inputs: Operator_BackInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} is back`)
};

export const operator_held = /** @type {(inputs: Operator_HeldInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`The link to the desk was lost. We hold your place; you can also come back later.`)
};

export const operator_lost = /** @type {(inputs: Operator_LostInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`The link to the desk was lost. You are next.`)
};

export const rate1 = /** @type {(inputs: Rate1Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Insufficient`)
};

export const rate2 = /** @type {(inputs: Rate2Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Poor`)
};

export const rate3 = /** @type {(inputs: Rate3Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Satisfactory`)
};

export const rate4 = /** @type {(inputs: Rate4Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Good`)
};

export const rate5 = /** @type {(inputs: Rate5Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Excellent`)
};

export const rate_change = /** @type {(inputs: Rate_ChangeInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Change`)
};

export const rate_comment = /** @type {(inputs: Rate_CommentInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Comment (optional)`)
};

export const rate_send = /** @type {(inputs: Rate_SendInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Send the rating`)
};

export const rate_thanks = /** @type {(inputs: Rate_ThanksInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Thank you for your rating.`)
};

export const rate_title = /** @type {(inputs: Rate_TitleInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`How was the consultation?`)
};

export const read = /** @type {(inputs: ReadInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`read`)
};

export const ready = /** @type {(inputs: ReadyInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`What to have ready`)
};

export const ready_link = /** @type {(inputs: Ready_LinkInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Service page`)
};

export const reopen = /** @type {(inputs: ReopenInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Reopen the consultation`)
};

export const reopen_until = /** @type {(inputs: Reopen_UntilInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Possible until ${i?.time}.`)
};

export const reopened = /** @type {(inputs: ReopenedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Consultation reopened`)
};

export const screen_ended = /** @type {(inputs: Screen_EndedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Screen no longer shown (${i?.time})`)
};

export const screen_started = /** @type {(inputs: Screen_StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Screen shown`)
};

export const send = /** @type {(inputs: SendInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Send`)
};

export const sending = /** @type {(inputs: SendingInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`sending`)
};

export const sent = /** @type {(inputs: SentInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`sent`)
};

export const start_new = /** @type {(inputs: Start_NewInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`New question`)
};

export const started = /** @type {(inputs: StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Consultation started`)
};

export const transcript = /** @type {(inputs: TranscriptInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Transcript`)
};

export const transcript_html = /** @type {(inputs: Transcript_HtmlInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Download as web page`)
};

export const transcript_text = /** @type {(inputs: Transcript_TextInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Download as text`)
};

export const transcript_until = /** @type {(inputs: Transcript_UntilInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`You can download it until ${i?.time}.`)
};

export const typing = /** @type {(inputs: TypingInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} is writing…`)
};

export const uploading = /** @type {(inputs: UploadingInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Uploading: ${i?.percent} %`)
};

export const waiting = /** @type {(inputs: WaitingInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Waiting – before you: ${i?.n}`)
};

export const waiting_note = /** @type {(inputs: Waiting_NoteInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`You can go on browsing and writing: your place is kept.`)
};

export const waiting_on = /** @type {(inputs: Waiting_OnInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Waiting`)
};

export const warned = /** @type {(inputs: WarnedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Please keep a respectful tone, or we have to end the consultation.`)
};

export const you = /** @type {(inputs: YouInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`You`)
};