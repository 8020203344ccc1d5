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
	return /** @type {LocalizedString} */ (`Pouvons-nous encore faire quelque chose pour vous ?`)
};

export const anything_no = /** @type {(inputs: Anything_NoInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Non, merci`)
};

export const anything_yes = /** @type {(inputs: Anything_YesInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Oui, j’écris encore`)
};

export const attach = /** @type {(inputs: AttachInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Joindre un fichier (PDF, JPEG, PNG, WebP, jusqu’à 10 Mo)`)
};

export const call_declined = /** @type {(inputs: Call_DeclinedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`L’appel n’a pas eu lieu`)
};

export const call_ended = /** @type {(inputs: Call_EndedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Appel terminé (${i?.time})`)
};

export const call_started = /** @type {(inputs: Call_StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Appel commencé`)
};

export const camera_ended = /** @type {(inputs: Camera_EndedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Caméra éteinte (${i?.time})`)
};

export const camera_started = /** @type {(inputs: Camera_StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Caméra allumée`)
};

export const cancel = /** @type {(inputs: CancelInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Annuler`)
};

export const citizen_lost = /** @type {(inputs: Citizen_LostInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Terminé, la liaison ayant manqué longtemps`)
};

export const composer = /** @type {(inputs: ComposerInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Votre message`)
};

export const connecting = /** @type {(inputs: ConnectingInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Mise en relation`)
};

export const discard = /** @type {(inputs: DiscardInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Supprimer`)
};

export const download = /** @type {(inputs: DownloadInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Télécharger ${i?.name}`)
};

export const download_failed = /** @type {(inputs: Download_FailedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Non téléchargé : réessayez.`)
};

export const ended = /** @type {(inputs: EndedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Entretien terminé`)
};

export const erase = /** @type {(inputs: EraseInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Effacer de cet appareil`)
};

export const erase_confirm = /** @type {(inputs: Erase_ConfirmInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Ensuite, la transcription ne pourra plus être ouverte sur cet appareil.`)
};

export const erased = /** @type {(inputs: ErasedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Contenu retiré`)
};

export const file_failed = /** @type {(inputs: File_FailedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Le fichier n’a pas été envoyé.`)
};

export const file_gone = /** @type {(inputs: File_GoneInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Ce fichier n’est plus disponible.`)
};

export const file_size = /** @type {(inputs: File_SizeInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Le fichier est trop grand : 10 Mo au maximum.`)
};

export const file_type = /** @type {(inputs: File_TypeInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Ce type de fichier n’est pas admis. Choisissez un PDF ou une image JPEG, PNG ou WebP.`)
};

export const finish = /** @type {(inputs: FinishInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Terminer`)
};

export const finish_confirm = /** @type {(inputs: Finish_ConfirmInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Voulez-vous terminer l’entretien ?`)
};

export const handed_over = /** @type {(inputs: Handed_OverInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`La suite avec : ${i?.name}, ${i?.office}`)
};

export const image_of = /** @type {(inputs: Image_OfInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Aperçu de ${i?.name}`)
};

export const joined = /** @type {(inputs: JoinedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name}, ${i?.office}, est là pour vous`)
};

export const joined_short = /** @type {(inputs: Joined_ShortInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} est là pour vous`)
};

export const leave = /** @type {(inputs: LeaveInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Quitter`)
};

export const leave_confirm = /** @type {(inputs: Leave_ConfirmInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Voulez-vous renoncer à votre place ?`)
};

export const left_waiting = /** @type {(inputs: Left_WaitingInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Quitté avant la réponse`)
};

export const messages = /** @type {(inputs: MessagesInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Messages`)
};

export const new_messages = /** @type {(inputs: New_MessagesInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Nouveaux messages`)
};

export const not_sent = /** @type {(inputs: Not_SentInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Non envoyé.`)
};

export const operator_back = /** @type {(inputs: Operator_BackInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} est de retour`)
};

export const operator_held = /** @type {(inputs: Operator_HeldInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`La liaison avec le guichet est interrompue. Nous gardons votre place ; vous pouvez aussi revenir plus tard.`)
};

export const operator_lost = /** @type {(inputs: Operator_LostInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`La liaison avec le guichet est interrompue. Vous êtes en tête de la file.`)
};

export const rate1 = /** @type {(inputs: Rate1Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Insuffisant`)
};

export const rate2 = /** @type {(inputs: Rate2Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Médiocre`)
};

export const rate3 = /** @type {(inputs: Rate3Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Satisfaisant`)
};

export const rate4 = /** @type {(inputs: Rate4Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Bon`)
};

export const rate5 = /** @type {(inputs: Rate5Inputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Excellent`)
};

export const rate_change = /** @type {(inputs: Rate_ChangeInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Modifier`)
};

export const rate_comment = /** @type {(inputs: Rate_CommentInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Commentaire (facultatif)`)
};

export const rate_send = /** @type {(inputs: Rate_SendInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Envoyer l’évaluation`)
};

export const rate_thanks = /** @type {(inputs: Rate_ThanksInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Merci de votre évaluation.`)
};

export const rate_title = /** @type {(inputs: Rate_TitleInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Comment était l’entretien ?`)
};

export const read = /** @type {(inputs: ReadInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`lu`)
};

export const ready = /** @type {(inputs: ReadyInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`À avoir sous la main`)
};

export const ready_link = /** @type {(inputs: Ready_LinkInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Page du service`)
};

export const reopen = /** @type {(inputs: ReopenInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Rouvrir l’entretien`)
};

export const reopen_until = /** @type {(inputs: Reopen_UntilInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Possible jusqu’à ${i?.time}.`)
};

export const reopened = /** @type {(inputs: ReopenedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Entretien rouvert`)
};

export const screen_ended = /** @type {(inputs: Screen_EndedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Écran plus montré (${i?.time})`)
};

export const screen_started = /** @type {(inputs: Screen_StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Écran montré`)
};

export const send = /** @type {(inputs: SendInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Envoyer`)
};

export const sending = /** @type {(inputs: SendingInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`envoi en cours`)
};

export const sent = /** @type {(inputs: SentInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`envoyé`)
};

export const start_new = /** @type {(inputs: Start_NewInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Nouvelle question`)
};

export const started = /** @type {(inputs: StartedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Entretien commencé`)
};

export const transcript = /** @type {(inputs: TranscriptInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Transcription`)
};

export const transcript_html = /** @type {(inputs: Transcript_HtmlInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Télécharger en page web`)
};

export const transcript_text = /** @type {(inputs: Transcript_TextInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Télécharger en texte`)
};

export const transcript_until = /** @type {(inputs: Transcript_UntilInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Vous pouvez la télécharger jusqu’à ${i?.time}.`)
};

export const typing = /** @type {(inputs: TypingInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`${i?.name} écrit…`)
};

export const uploading = /** @type {(inputs: UploadingInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`Envoi : ${i?.percent} %`)
};

export const waiting = /** @type {(inputs: WaitingInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (`En attente – devant vous : ${i?.n}`)
};

export const waiting_note = /** @type {(inputs: Waiting_NoteInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Vous pouvez continuer à naviguer et à écrire : votre place reste.`)
};

export const waiting_on = /** @type {(inputs: Waiting_OnInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`En attente`)
};

export const warned = /** @type {(inputs: WarnedInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Merci de garder un ton respectueux, sinon nous devrons mettre fin à l’entretien.`)
};

export const you = /** @type {(inputs: YouInputs) => LocalizedString} */ () => {
	return /** @type {LocalizedString} */ (`Vous`)
};