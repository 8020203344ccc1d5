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
	return /** @type {LocalizedString} */ (`Können wir noch etwas für Sie tun?`)
};

export const anything_no = /** @type {(inputs: Anything_NoInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Nein, danke`)
};

export const anything_yes = /** @type {(inputs: Anything_YesInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Ja, ich schreibe noch`)
};

export const attach = /** @type {(inputs: AttachInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Datei anhängen (PDF, JPEG, PNG, WebP, bis 10 MB)`)
};

export const call_declined = /** @type {(inputs: Call_DeclinedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Das Gespräch kam nicht zustande`)
};

export const call_ended = /** @type {(inputs: Call_EndedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Gespräch beendet (${i?.time})`)
};

export const call_started = /** @type {(inputs: Call_StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Gespräch begonnen`)
};

export const camera_ended = /** @type {(inputs: Camera_EndedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Kamera ausgeschaltet (${i?.time})`)
};

export const camera_started = /** @type {(inputs: Camera_StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Kamera eingeschaltet`)
};

export const cancel = /** @type {(inputs: CancelInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Abbrechen`)
};

export const citizen_lost = /** @type {(inputs: Citizen_LostInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Beendet, weil die Verbindung lange fehlte`)
};

export const composer = /** @type {(inputs: ComposerInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Ihre Nachricht`)
};

export const connecting = /** @type {(inputs: ConnectingInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Wir verbinden Sie`)
};

export const discard = /** @type {(inputs: DiscardInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Löschen`)
};

export const download = /** @type {(inputs: DownloadInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} herunterladen`)
};

export const download_failed = /** @type {(inputs: Download_FailedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Nicht heruntergeladen: Versuchen Sie es nochmals.`)
};

export const ended = /** @type {(inputs: EndedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Beratung beendet`)
};

export const erase = /** @type {(inputs: EraseInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Von diesem Gerät löschen`)
};

export const erase_confirm = /** @type {(inputs: Erase_ConfirmInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Danach lässt sich der Gesprächsverlauf auf diesem Gerät nicht mehr öffnen.`)
};

export const erased = /** @type {(inputs: ErasedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Inhalt zurückgezogen`)
};

export const file_failed = /** @type {(inputs: File_FailedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Die Datei wurde nicht gesendet.`)
};

export const file_gone = /** @type {(inputs: File_GoneInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Diese Datei ist nicht mehr verfügbar.`)
};

export const file_size = /** @type {(inputs: File_SizeInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Die Datei ist zu gross: höchstens 10 MB.`)
};

export const file_type = /** @type {(inputs: File_TypeInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Dieser Dateityp ist nicht möglich. Wählen Sie ein PDF oder ein Bild (JPEG, PNG, WebP).`)
};

export const finish = /** @type {(inputs: FinishInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Beenden`)
};

export const finish_confirm = /** @type {(inputs: Finish_ConfirmInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Möchten Sie die Beratung beenden?`)
};

export const handed_over = /** @type {(inputs: Handed_OverInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Ab jetzt ist für Sie da: ${i?.name}, ${i?.office}`)
};

export const image_of = /** @type {(inputs: Image_OfInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Vorschau von ${i?.name}`)
};

export const joined = /** @type {(inputs: JoinedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name}, ${i?.office}, ist für Sie da`)
};

export const joined_short = /** @type {(inputs: Joined_ShortInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} ist für Sie da`)
};

export const leave = /** @type {(inputs: LeaveInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Verlassen`)
};

export const leave_confirm = /** @type {(inputs: Leave_ConfirmInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Möchten Sie Ihren Platz aufgeben?`)
};

export const left_waiting = /** @type {(inputs: Left_WaitingInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Vor der Antwort verlassen`)
};

export const messages = /** @type {(inputs: MessagesInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Nachrichten`)
};

export const new_messages = /** @type {(inputs: New_MessagesInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Neue Nachrichten`)
};

export const not_sent = /** @type {(inputs: Not_SentInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Nicht gesendet.`)
};

export const operator_back = /** @type {(inputs: Operator_BackInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} ist wieder da`)
};

export const operator_held = /** @type {(inputs: Operator_HeldInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Die Verbindung zum Schalter ist unterbrochen. Wir halten Ihren Platz; Sie können auch später zurückkommen.`)
};

export const operator_lost = /** @type {(inputs: Operator_LostInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Die Verbindung zum Schalter ist unterbrochen. Sie sind als Nächste an der Reihe.`)
};

export const rate1 = /** @type {(inputs: Rate1Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Ungenügend`)
};

export const rate2 = /** @type {(inputs: Rate2Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Mässig`)
};

export const rate3 = /** @type {(inputs: Rate3Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Genügend`)
};

export const rate4 = /** @type {(inputs: Rate4Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Gut`)
};

export const rate5 = /** @type {(inputs: Rate5Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Ausgezeichnet`)
};

export const rate_change = /** @type {(inputs: Rate_ChangeInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Ändern`)
};

export const rate_comment = /** @type {(inputs: Rate_CommentInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Kommentar (freiwillig)`)
};

export const rate_send = /** @type {(inputs: Rate_SendInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Bewertung senden`)
};

export const rate_thanks = /** @type {(inputs: Rate_ThanksInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Danke für Ihre Bewertung.`)
};

export const rate_title = /** @type {(inputs: Rate_TitleInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Wie war die Beratung?`)
};

export const read = /** @type {(inputs: ReadInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`gelesen`)
};

export const ready = /** @type {(inputs: ReadyInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Halten Sie bereit`)
};

export const ready_link = /** @type {(inputs: Ready_LinkInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Seite der Dienstleistung`)
};

export const reopen = /** @type {(inputs: ReopenInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Beratung wieder öffnen`)
};

export const reopen_until = /** @type {(inputs: Reopen_UntilInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Möglich bis ${i?.time}.`)
};

export const reopened = /** @type {(inputs: ReopenedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Beratung wieder geöffnet`)
};

export const screen_ended = /** @type {(inputs: Screen_EndedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Bildschirm nicht mehr gezeigt (${i?.time})`)
};

export const screen_started = /** @type {(inputs: Screen_StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Bildschirm wird gezeigt`)
};

export const send = /** @type {(inputs: SendInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Senden`)
};

export const sending = /** @type {(inputs: SendingInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`wird gesendet`)
};

export const sent = /** @type {(inputs: SentInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`gesendet`)
};

export const start_new = /** @type {(inputs: Start_NewInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Neue Frage`)
};

export const started = /** @type {(inputs: StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Beratung gestartet`)
};

export const transcript = /** @type {(inputs: TranscriptInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Gesprächsverlauf`)
};

export const transcript_html = /** @type {(inputs: Transcript_HtmlInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Als Webseite herunterladen`)
};

export const transcript_text = /** @type {(inputs: Transcript_TextInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Als Text herunterladen`)
};

export const transcript_until = /** @type {(inputs: Transcript_UntilInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Sie können ihn bis ${i?.time} herunterladen.`)
};

export const typing = /** @type {(inputs: TypingInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} schreibt…`)
};

export const uploading = /** @type {(inputs: UploadingInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Wird hochgeladen: ${i?.percent} %`)
};

export const waiting = /** @type {(inputs: WaitingInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Sie warten – vor Ihnen: ${i?.n}`)
};

export const waiting_note = /** @type {(inputs: Waiting_NoteInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Sie können weiter surfen und schreiben: Ihr Platz bleibt.`)
};

export const waiting_on = /** @type {(inputs: Waiting_OnInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Sie warten`)
};

export const warned = /** @type {(inputs: WarnedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Wir bitten um einen respektvollen Ton, sonst müssen wir die Beratung beenden.`)
};

export const you = /** @type {(inputs: YouInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Sie`)
};