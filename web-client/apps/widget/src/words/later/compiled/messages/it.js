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
	return /** @type {LocalizedString} */ (`C’è altro che possiamo fare per Lei?`)
};

export const anything_no = /** @type {(inputs: Anything_NoInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`No, grazie`)
};

export const anything_yes = /** @type {(inputs: Anything_YesInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Sì, scrivo ancora`)
};

export const attach = /** @type {(inputs: AttachInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Allega un file (PDF, JPEG, PNG, WebP, fino a 10 MB)`)
};

export const call_declined = /** @type {(inputs: Call_DeclinedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`La chiamata non ha avuto luogo`)
};

export const call_ended = /** @type {(inputs: Call_EndedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Chiamata terminata (${i?.time})`)
};

export const call_started = /** @type {(inputs: Call_StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Chiamata iniziata`)
};

export const camera_ended = /** @type {(inputs: Camera_EndedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Videocamera spenta (${i?.time})`)
};

export const camera_started = /** @type {(inputs: Camera_StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Videocamera accesa`)
};

export const cancel = /** @type {(inputs: CancelInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Annulla`)
};

export const citizen_lost = /** @type {(inputs: Citizen_LostInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Conclusa perché il collegamento è mancato a lungo`)
};

export const composer = /** @type {(inputs: ComposerInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Il Suo messaggio`)
};

export const connecting = /** @type {(inputs: ConnectingInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`La mettiamo in contatto`)
};

export const discard = /** @type {(inputs: DiscardInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Elimina`)
};

export const download = /** @type {(inputs: DownloadInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Scarica ${i?.name}`)
};

export const download_failed = /** @type {(inputs: Download_FailedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Non scaricato: riprovi.`)
};

export const ended = /** @type {(inputs: EndedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Consulenza conclusa`)
};

export const erase = /** @type {(inputs: EraseInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Cancella da questo dispositivo`)
};

export const erase_confirm = /** @type {(inputs: Erase_ConfirmInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Dopo, da questo dispositivo la trascrizione non si può più aprire.`)
};

export const erased = /** @type {(inputs: ErasedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Contenuto ritirato`)
};

export const file_failed = /** @type {(inputs: File_FailedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Il file non è stato inviato.`)
};

export const file_gone = /** @type {(inputs: File_GoneInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Questo file non è più disponibile.`)
};

export const file_size = /** @type {(inputs: File_SizeInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Il file è troppo grande: al massimo 10 MB.`)
};

export const file_type = /** @type {(inputs: File_TypeInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Questo tipo di file non è ammesso. Scelga un PDF o un’immagine JPEG, PNG o WebP.`)
};

export const finish = /** @type {(inputs: FinishInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Termina`)
};

export const finish_confirm = /** @type {(inputs: Finish_ConfirmInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Vuole terminare la consulenza?`)
};

export const handed_over = /** @type {(inputs: Handed_OverInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Ora continua con Lei: ${i?.name}, ${i?.office}`)
};

export const image_of = /** @type {(inputs: Image_OfInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Anteprima di ${i?.name}`)
};

export const joined = /** @type {(inputs: JoinedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name}, ${i?.office}, è qui per Lei`)
};

export const joined_short = /** @type {(inputs: Joined_ShortInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} è qui per Lei`)
};

export const leave = /** @type {(inputs: LeaveInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Esci`)
};

export const leave_confirm = /** @type {(inputs: Leave_ConfirmInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Vuole rinunciare al Suo posto?`)
};

export const left_waiting = /** @type {(inputs: Left_WaitingInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Uscita prima della risposta`)
};

export const messages = /** @type {(inputs: MessagesInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Messaggi`)
};

export const new_messages = /** @type {(inputs: New_MessagesInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Nuovi messaggi`)
};

export const not_sent = /** @type {(inputs: Not_SentInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Non inviato.`)
};

export const operator_back = /** @type {(inputs: Operator_BackInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} è di nuovo qui`)
};

export const operator_held = /** @type {(inputs: Operator_HeldInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Il collegamento con lo sportello si è interrotto. Teniamo il Suo posto; può anche tornare più tardi.`)
};

export const operator_lost = /** @type {(inputs: Operator_LostInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Il collegamento con lo sportello si è interrotto. È la prima persona in attesa.`)
};

export const rate1 = /** @type {(inputs: Rate1Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Insufficiente`)
};

export const rate2 = /** @type {(inputs: Rate2Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Scarsa`)
};

export const rate3 = /** @type {(inputs: Rate3Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Soddisfacente`)
};

export const rate4 = /** @type {(inputs: Rate4Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Buona`)
};

export const rate5 = /** @type {(inputs: Rate5Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Eccellente`)
};

export const rate_change = /** @type {(inputs: Rate_ChangeInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Modifica`)
};

export const rate_comment = /** @type {(inputs: Rate_CommentInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Commento (facoltativo)`)
};

export const rate_send = /** @type {(inputs: Rate_SendInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Invia la valutazione`)
};

export const rate_thanks = /** @type {(inputs: Rate_ThanksInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Grazie per la Sua valutazione.`)
};

export const rate_title = /** @type {(inputs: Rate_TitleInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Com’è stata la consulenza?`)
};

export const read = /** @type {(inputs: ReadInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`letto`)
};

export const ready = /** @type {(inputs: ReadyInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Da tenere pronto`)
};

export const ready_link = /** @type {(inputs: Ready_LinkInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Pagina del servizio`)
};

export const reopen = /** @type {(inputs: ReopenInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Riapri la consulenza`)
};

export const reopen_until = /** @type {(inputs: Reopen_UntilInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Possibile fino alle ${i?.time}.`)
};

export const reopened = /** @type {(inputs: ReopenedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Consulenza riaperta`)
};

export const screen_ended = /** @type {(inputs: Screen_EndedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Schermo non più mostrato (${i?.time})`)
};

export const screen_started = /** @type {(inputs: Screen_StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Schermo mostrato`)
};

export const send = /** @type {(inputs: SendInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Invia`)
};

export const sending = /** @type {(inputs: SendingInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`in invio`)
};

export const sent = /** @type {(inputs: SentInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`inviato`)
};

export const start_new = /** @type {(inputs: Start_NewInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Nuova domanda`)
};

export const started = /** @type {(inputs: StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Consulenza iniziata`)
};

export const transcript = /** @type {(inputs: TranscriptInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Trascrizione`)
};

export const transcript_html = /** @type {(inputs: Transcript_HtmlInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Scarica come pagina web`)
};

export const transcript_text = /** @type {(inputs: Transcript_TextInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Scarica come testo`)
};

export const transcript_until = /** @type {(inputs: Transcript_UntilInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Può scaricarla fino a ${i?.time}.`)
};

export const typing = /** @type {(inputs: TypingInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} sta scrivendo…`)
};

export const uploading = /** @type {(inputs: UploadingInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Caricamento: ${i?.percent} %`)
};

export const waiting = /** @type {(inputs: WaitingInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`In attesa – prima di Lei: ${i?.n}`)
};

export const waiting_note = /** @type {(inputs: Waiting_NoteInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Può continuare a navigare e a scrivere: il Suo posto resta.`)
};

export const waiting_on = /** @type {(inputs: Waiting_OnInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`In attesa`)
};

export const warned = /** @type {(inputs: WarnedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Le chiediamo un tono rispettoso, altrimenti dobbiamo concludere la consulenza.`)
};

export const you = /** @type {(inputs: YouInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Lei`)
};