/* eslint-disable */
import { getLocale, experimentalStaticLocale } from "../runtime.js"

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
import * as __it from "./it.js"
import * as __de from "./de.js"
import * as __fr from "./fr.js"
import * as __en from "./en.js"
import * as __it_ch2 from "./it-CH.js"
import * as __it_it2 from "./it-IT.js"
/**
* | output |
* | --- |
* | "Is there anything else we can do for you?" |
*
* @param {Anything_ElseInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const anything_else = /** @type {((inputs?: Anything_ElseInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Anything_ElseInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.anything_else(inputs)
	if (locale === "fr") return __fr.anything_else(inputs)
	if (locale === "en") return __en.anything_else(inputs)
	if (locale === "it-CH") return __it_ch2.anything_else(inputs)
	if (locale === "it-IT") return __it_it2.anything_else(inputs)
	return __it.anything_else(inputs)
});
/**
* | output |
* | --- |
* | "No, thank you" |
*
* @param {Anything_NoInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const anything_no = /** @type {((inputs?: Anything_NoInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Anything_NoInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.anything_no(inputs)
	if (locale === "fr") return __fr.anything_no(inputs)
	if (locale === "en") return __en.anything_no(inputs)
	if (locale === "it-CH") return __it_ch2.anything_no(inputs)
	if (locale === "it-IT") return __it_it2.anything_no(inputs)
	return __it.anything_no(inputs)
});
/**
* | output |
* | --- |
* | "Yes, I have more" |
*
* @param {Anything_YesInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const anything_yes = /** @type {((inputs?: Anything_YesInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Anything_YesInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.anything_yes(inputs)
	if (locale === "fr") return __fr.anything_yes(inputs)
	if (locale === "en") return __en.anything_yes(inputs)
	if (locale === "it-CH") return __it_ch2.anything_yes(inputs)
	if (locale === "it-IT") return __it_it2.anything_yes(inputs)
	return __it.anything_yes(inputs)
});
/**
* | output |
* | --- |
* | "Attach a file (PDF, JPEG, PNG, WebP, up to 10 MB)" |
*
* @param {AttachInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const attach = /** @type {((inputs?: AttachInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<AttachInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.attach(inputs)
	if (locale === "fr") return __fr.attach(inputs)
	if (locale === "en") return __en.attach(inputs)
	if (locale === "it-CH") return __it_ch2.attach(inputs)
	if (locale === "it-IT") return __it_it2.attach(inputs)
	return __it.attach(inputs)
});
/**
* | output |
* | --- |
* | "The call did not come about" |
*
* @param {Call_DeclinedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const call_declined = /** @type {((inputs?: Call_DeclinedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Call_DeclinedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.call_declined(inputs)
	if (locale === "fr") return __fr.call_declined(inputs)
	if (locale === "en") return __en.call_declined(inputs)
	if (locale === "it-CH") return __it_ch2.call_declined(inputs)
	if (locale === "it-IT") return __it_it2.call_declined(inputs)
	return __it.call_declined(inputs)
});
/**
* | output |
* | --- |
* | "Call ended ({time})" |
*
* @param {Call_EndedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const call_ended = /** @type {((inputs: Call_EndedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Call_EndedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.call_ended(inputs)
	if (locale === "fr") return __fr.call_ended(inputs)
	if (locale === "en") return __en.call_ended(inputs)
	if (locale === "it-CH") return __it_ch2.call_ended(inputs)
	if (locale === "it-IT") return __it_it2.call_ended(inputs)
	return __it.call_ended(inputs)
});
/**
* | output |
* | --- |
* | "Call started" |
*
* @param {Call_StartedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const call_started = /** @type {((inputs?: Call_StartedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Call_StartedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.call_started(inputs)
	if (locale === "fr") return __fr.call_started(inputs)
	if (locale === "en") return __en.call_started(inputs)
	if (locale === "it-CH") return __it_ch2.call_started(inputs)
	if (locale === "it-IT") return __it_it2.call_started(inputs)
	return __it.call_started(inputs)
});
/**
* | output |
* | --- |
* | "Camera off ({time})" |
*
* @param {Camera_EndedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const camera_ended = /** @type {((inputs: Camera_EndedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Camera_EndedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.camera_ended(inputs)
	if (locale === "fr") return __fr.camera_ended(inputs)
	if (locale === "en") return __en.camera_ended(inputs)
	if (locale === "it-CH") return __it_ch2.camera_ended(inputs)
	if (locale === "it-IT") return __it_it2.camera_ended(inputs)
	return __it.camera_ended(inputs)
});
/**
* | output |
* | --- |
* | "Camera on" |
*
* @param {Camera_StartedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const camera_started = /** @type {((inputs?: Camera_StartedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Camera_StartedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.camera_started(inputs)
	if (locale === "fr") return __fr.camera_started(inputs)
	if (locale === "en") return __en.camera_started(inputs)
	if (locale === "it-CH") return __it_ch2.camera_started(inputs)
	if (locale === "it-IT") return __it_it2.camera_started(inputs)
	return __it.camera_started(inputs)
});
/**
* | output |
* | --- |
* | "Cancel" |
*
* @param {CancelInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const cancel = /** @type {((inputs?: CancelInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<CancelInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.cancel(inputs)
	if (locale === "fr") return __fr.cancel(inputs)
	if (locale === "en") return __en.cancel(inputs)
	if (locale === "it-CH") return __it_ch2.cancel(inputs)
	if (locale === "it-IT") return __it_it2.cancel(inputs)
	return __it.cancel(inputs)
});
/**
* | output |
* | --- |
* | "Ended because the link was away for long" |
*
* @param {Citizen_LostInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const citizen_lost = /** @type {((inputs?: Citizen_LostInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Citizen_LostInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.citizen_lost(inputs)
	if (locale === "fr") return __fr.citizen_lost(inputs)
	if (locale === "en") return __en.citizen_lost(inputs)
	if (locale === "it-CH") return __it_ch2.citizen_lost(inputs)
	if (locale === "it-IT") return __it_it2.citizen_lost(inputs)
	return __it.citizen_lost(inputs)
});
/**
* | output |
* | --- |
* | "Your message" |
*
* @param {ComposerInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const composer = /** @type {((inputs?: ComposerInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<ComposerInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.composer(inputs)
	if (locale === "fr") return __fr.composer(inputs)
	if (locale === "en") return __en.composer(inputs)
	if (locale === "it-CH") return __it_ch2.composer(inputs)
	if (locale === "it-IT") return __it_it2.composer(inputs)
	return __it.composer(inputs)
});
/**
* | output |
* | --- |
* | "Connecting you" |
*
* @param {ConnectingInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const connecting = /** @type {((inputs?: ConnectingInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<ConnectingInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.connecting(inputs)
	if (locale === "fr") return __fr.connecting(inputs)
	if (locale === "en") return __en.connecting(inputs)
	if (locale === "it-CH") return __it_ch2.connecting(inputs)
	if (locale === "it-IT") return __it_it2.connecting(inputs)
	return __it.connecting(inputs)
});
/**
* | output |
* | --- |
* | "Discard" |
*
* @param {DiscardInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const discard = /** @type {((inputs?: DiscardInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<DiscardInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.discard(inputs)
	if (locale === "fr") return __fr.discard(inputs)
	if (locale === "en") return __en.discard(inputs)
	if (locale === "it-CH") return __it_ch2.discard(inputs)
	if (locale === "it-IT") return __it_it2.discard(inputs)
	return __it.discard(inputs)
});
/**
* | output |
* | --- |
* | "Download {name}" |
*
* @param {DownloadInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const download = /** @type {((inputs: DownloadInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<DownloadInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.download(inputs)
	if (locale === "fr") return __fr.download(inputs)
	if (locale === "en") return __en.download(inputs)
	if (locale === "it-CH") return __it_ch2.download(inputs)
	if (locale === "it-IT") return __it_it2.download(inputs)
	return __it.download(inputs)
});
/**
* | output |
* | --- |
* | "Not downloaded: please try again." |
*
* @param {Download_FailedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const download_failed = /** @type {((inputs?: Download_FailedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Download_FailedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.download_failed(inputs)
	if (locale === "fr") return __fr.download_failed(inputs)
	if (locale === "en") return __en.download_failed(inputs)
	if (locale === "it-CH") return __it_ch2.download_failed(inputs)
	if (locale === "it-IT") return __it_it2.download_failed(inputs)
	return __it.download_failed(inputs)
});
/**
* | output |
* | --- |
* | "Consultation ended" |
*
* @param {EndedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const ended = /** @type {((inputs?: EndedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<EndedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.ended(inputs)
	if (locale === "fr") return __fr.ended(inputs)
	if (locale === "en") return __en.ended(inputs)
	if (locale === "it-CH") return __it_ch2.ended(inputs)
	if (locale === "it-IT") return __it_it2.ended(inputs)
	return __it.ended(inputs)
});
/**
* | output |
* | --- |
* | "Erase from this device" |
*
* @param {EraseInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const erase = /** @type {((inputs?: EraseInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<EraseInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.erase(inputs)
	if (locale === "fr") return __fr.erase(inputs)
	if (locale === "en") return __en.erase(inputs)
	if (locale === "it-CH") return __it_ch2.erase(inputs)
	if (locale === "it-IT") return __it_it2.erase(inputs)
	return __it.erase(inputs)
});
/**
* | output |
* | --- |
* | "After this the transcript can no longer be opened on this device." |
*
* @param {Erase_ConfirmInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const erase_confirm = /** @type {((inputs?: Erase_ConfirmInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Erase_ConfirmInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.erase_confirm(inputs)
	if (locale === "fr") return __fr.erase_confirm(inputs)
	if (locale === "en") return __en.erase_confirm(inputs)
	if (locale === "it-CH") return __it_ch2.erase_confirm(inputs)
	if (locale === "it-IT") return __it_it2.erase_confirm(inputs)
	return __it.erase_confirm(inputs)
});
/**
* | output |
* | --- |
* | "Content withdrawn" |
*
* @param {ErasedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const erased = /** @type {((inputs?: ErasedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<ErasedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.erased(inputs)
	if (locale === "fr") return __fr.erased(inputs)
	if (locale === "en") return __en.erased(inputs)
	if (locale === "it-CH") return __it_ch2.erased(inputs)
	if (locale === "it-IT") return __it_it2.erased(inputs)
	return __it.erased(inputs)
});
/**
* | output |
* | --- |
* | "The file was not sent." |
*
* @param {File_FailedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const file_failed = /** @type {((inputs?: File_FailedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<File_FailedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.file_failed(inputs)
	if (locale === "fr") return __fr.file_failed(inputs)
	if (locale === "en") return __en.file_failed(inputs)
	if (locale === "it-CH") return __it_ch2.file_failed(inputs)
	if (locale === "it-IT") return __it_it2.file_failed(inputs)
	return __it.file_failed(inputs)
});
/**
* | output |
* | --- |
* | "This file is no longer available." |
*
* @param {File_GoneInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const file_gone = /** @type {((inputs?: File_GoneInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<File_GoneInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.file_gone(inputs)
	if (locale === "fr") return __fr.file_gone(inputs)
	if (locale === "en") return __en.file_gone(inputs)
	if (locale === "it-CH") return __it_ch2.file_gone(inputs)
	if (locale === "it-IT") return __it_it2.file_gone(inputs)
	return __it.file_gone(inputs)
});
/**
* | output |
* | --- |
* | "The file is too large: 10 MB at most." |
*
* @param {File_SizeInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const file_size = /** @type {((inputs?: File_SizeInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<File_SizeInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.file_size(inputs)
	if (locale === "fr") return __fr.file_size(inputs)
	if (locale === "en") return __en.file_size(inputs)
	if (locale === "it-CH") return __it_ch2.file_size(inputs)
	if (locale === "it-IT") return __it_it2.file_size(inputs)
	return __it.file_size(inputs)
});
/**
* | output |
* | --- |
* | "This type of file is not possible. Choose a PDF or a JPEG, PNG or WebP image." |
*
* @param {File_TypeInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const file_type = /** @type {((inputs?: File_TypeInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<File_TypeInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.file_type(inputs)
	if (locale === "fr") return __fr.file_type(inputs)
	if (locale === "en") return __en.file_type(inputs)
	if (locale === "it-CH") return __it_ch2.file_type(inputs)
	if (locale === "it-IT") return __it_it2.file_type(inputs)
	return __it.file_type(inputs)
});
/**
* | output |
* | --- |
* | "End" |
*
* @param {FinishInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const finish = /** @type {((inputs?: FinishInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<FinishInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.finish(inputs)
	if (locale === "fr") return __fr.finish(inputs)
	if (locale === "en") return __en.finish(inputs)
	if (locale === "it-CH") return __it_ch2.finish(inputs)
	if (locale === "it-IT") return __it_it2.finish(inputs)
	return __it.finish(inputs)
});
/**
* | output |
* | --- |
* | "Do you want to end the consultation?" |
*
* @param {Finish_ConfirmInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const finish_confirm = /** @type {((inputs?: Finish_ConfirmInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Finish_ConfirmInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.finish_confirm(inputs)
	if (locale === "fr") return __fr.finish_confirm(inputs)
	if (locale === "en") return __en.finish_confirm(inputs)
	if (locale === "it-CH") return __it_ch2.finish_confirm(inputs)
	if (locale === "it-IT") return __it_it2.finish_confirm(inputs)
	return __it.finish_confirm(inputs)
});
/**
* | output |
* | --- |
* | "From here on: {name}, {office}" |
*
* @param {Handed_OverInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const handed_over = /** @type {((inputs: Handed_OverInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Handed_OverInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.handed_over(inputs)
	if (locale === "fr") return __fr.handed_over(inputs)
	if (locale === "en") return __en.handed_over(inputs)
	if (locale === "it-CH") return __it_ch2.handed_over(inputs)
	if (locale === "it-IT") return __it_it2.handed_over(inputs)
	return __it.handed_over(inputs)
});
/**
* | output |
* | --- |
* | "Preview of {name}" |
*
* @param {Image_OfInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const image_of = /** @type {((inputs: Image_OfInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Image_OfInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.image_of(inputs)
	if (locale === "fr") return __fr.image_of(inputs)
	if (locale === "en") return __en.image_of(inputs)
	if (locale === "it-CH") return __it_ch2.image_of(inputs)
	if (locale === "it-IT") return __it_it2.image_of(inputs)
	return __it.image_of(inputs)
});
/**
* | output |
* | --- |
* | "{name}, {office}, is here for you" |
*
* @param {JoinedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const joined = /** @type {((inputs: JoinedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<JoinedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.joined(inputs)
	if (locale === "fr") return __fr.joined(inputs)
	if (locale === "en") return __en.joined(inputs)
	if (locale === "it-CH") return __it_ch2.joined(inputs)
	if (locale === "it-IT") return __it_it2.joined(inputs)
	return __it.joined(inputs)
});
/**
* | output |
* | --- |
* | "{name} is here for you" |
*
* @param {Joined_ShortInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const joined_short = /** @type {((inputs: Joined_ShortInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Joined_ShortInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.joined_short(inputs)
	if (locale === "fr") return __fr.joined_short(inputs)
	if (locale === "en") return __en.joined_short(inputs)
	if (locale === "it-CH") return __it_ch2.joined_short(inputs)
	if (locale === "it-IT") return __it_it2.joined_short(inputs)
	return __it.joined_short(inputs)
});
/**
* | output |
* | --- |
* | "Leave" |
*
* @param {LeaveInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const leave = /** @type {((inputs?: LeaveInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<LeaveInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.leave(inputs)
	if (locale === "fr") return __fr.leave(inputs)
	if (locale === "en") return __en.leave(inputs)
	if (locale === "it-CH") return __it_ch2.leave(inputs)
	if (locale === "it-IT") return __it_it2.leave(inputs)
	return __it.leave(inputs)
});
/**
* | output |
* | --- |
* | "Do you want to give up your place?" |
*
* @param {Leave_ConfirmInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const leave_confirm = /** @type {((inputs?: Leave_ConfirmInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Leave_ConfirmInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.leave_confirm(inputs)
	if (locale === "fr") return __fr.leave_confirm(inputs)
	if (locale === "en") return __en.leave_confirm(inputs)
	if (locale === "it-CH") return __it_ch2.leave_confirm(inputs)
	if (locale === "it-IT") return __it_it2.leave_confirm(inputs)
	return __it.leave_confirm(inputs)
});
/**
* | output |
* | --- |
* | "Left before the answer" |
*
* @param {Left_WaitingInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const left_waiting = /** @type {((inputs?: Left_WaitingInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Left_WaitingInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.left_waiting(inputs)
	if (locale === "fr") return __fr.left_waiting(inputs)
	if (locale === "en") return __en.left_waiting(inputs)
	if (locale === "it-CH") return __it_ch2.left_waiting(inputs)
	if (locale === "it-IT") return __it_it2.left_waiting(inputs)
	return __it.left_waiting(inputs)
});
/**
* | output |
* | --- |
* | "Messages" |
*
* @param {MessagesInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const messages = /** @type {((inputs?: MessagesInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<MessagesInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.messages(inputs)
	if (locale === "fr") return __fr.messages(inputs)
	if (locale === "en") return __en.messages(inputs)
	if (locale === "it-CH") return __it_ch2.messages(inputs)
	if (locale === "it-IT") return __it_it2.messages(inputs)
	return __it.messages(inputs)
});
/**
* | output |
* | --- |
* | "New messages" |
*
* @param {New_MessagesInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const new_messages = /** @type {((inputs?: New_MessagesInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<New_MessagesInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.new_messages(inputs)
	if (locale === "fr") return __fr.new_messages(inputs)
	if (locale === "en") return __en.new_messages(inputs)
	if (locale === "it-CH") return __it_ch2.new_messages(inputs)
	if (locale === "it-IT") return __it_it2.new_messages(inputs)
	return __it.new_messages(inputs)
});
/**
* | output |
* | --- |
* | "Not sent." |
*
* @param {Not_SentInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const not_sent = /** @type {((inputs?: Not_SentInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Not_SentInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.not_sent(inputs)
	if (locale === "fr") return __fr.not_sent(inputs)
	if (locale === "en") return __en.not_sent(inputs)
	if (locale === "it-CH") return __it_ch2.not_sent(inputs)
	if (locale === "it-IT") return __it_it2.not_sent(inputs)
	return __it.not_sent(inputs)
});
/**
* | output |
* | --- |
* | "{name} is back" |
*
* @param {Operator_BackInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const operator_back = /** @type {((inputs: Operator_BackInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Operator_BackInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.operator_back(inputs)
	if (locale === "fr") return __fr.operator_back(inputs)
	if (locale === "en") return __en.operator_back(inputs)
	if (locale === "it-CH") return __it_ch2.operator_back(inputs)
	if (locale === "it-IT") return __it_it2.operator_back(inputs)
	return __it.operator_back(inputs)
});
/**
* | output |
* | --- |
* | "The link to the desk was lost. We hold your place; you can also come back later." |
*
* @param {Operator_HeldInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const operator_held = /** @type {((inputs?: Operator_HeldInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Operator_HeldInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.operator_held(inputs)
	if (locale === "fr") return __fr.operator_held(inputs)
	if (locale === "en") return __en.operator_held(inputs)
	if (locale === "it-CH") return __it_ch2.operator_held(inputs)
	if (locale === "it-IT") return __it_it2.operator_held(inputs)
	return __it.operator_held(inputs)
});
/**
* | output |
* | --- |
* | "The link to the desk was lost. You are next." |
*
* @param {Operator_LostInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const operator_lost = /** @type {((inputs?: Operator_LostInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Operator_LostInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.operator_lost(inputs)
	if (locale === "fr") return __fr.operator_lost(inputs)
	if (locale === "en") return __en.operator_lost(inputs)
	if (locale === "it-CH") return __it_ch2.operator_lost(inputs)
	if (locale === "it-IT") return __it_it2.operator_lost(inputs)
	return __it.operator_lost(inputs)
});
/**
* | output |
* | --- |
* | "Insufficient" |
*
* @param {Rate1Inputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const rate1 = /** @type {((inputs?: Rate1Inputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Rate1Inputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.rate1(inputs)
	if (locale === "fr") return __fr.rate1(inputs)
	if (locale === "en") return __en.rate1(inputs)
	if (locale === "it-CH") return __it_ch2.rate1(inputs)
	if (locale === "it-IT") return __it_it2.rate1(inputs)
	return __it.rate1(inputs)
});
/**
* | output |
* | --- |
* | "Poor" |
*
* @param {Rate2Inputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const rate2 = /** @type {((inputs?: Rate2Inputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Rate2Inputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.rate2(inputs)
	if (locale === "fr") return __fr.rate2(inputs)
	if (locale === "en") return __en.rate2(inputs)
	if (locale === "it-CH") return __it_ch2.rate2(inputs)
	if (locale === "it-IT") return __it_it2.rate2(inputs)
	return __it.rate2(inputs)
});
/**
* | output |
* | --- |
* | "Satisfactory" |
*
* @param {Rate3Inputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const rate3 = /** @type {((inputs?: Rate3Inputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Rate3Inputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.rate3(inputs)
	if (locale === "fr") return __fr.rate3(inputs)
	if (locale === "en") return __en.rate3(inputs)
	if (locale === "it-CH") return __it_ch2.rate3(inputs)
	if (locale === "it-IT") return __it_it2.rate3(inputs)
	return __it.rate3(inputs)
});
/**
* | output |
* | --- |
* | "Good" |
*
* @param {Rate4Inputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const rate4 = /** @type {((inputs?: Rate4Inputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Rate4Inputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.rate4(inputs)
	if (locale === "fr") return __fr.rate4(inputs)
	if (locale === "en") return __en.rate4(inputs)
	if (locale === "it-CH") return __it_ch2.rate4(inputs)
	if (locale === "it-IT") return __it_it2.rate4(inputs)
	return __it.rate4(inputs)
});
/**
* | output |
* | --- |
* | "Excellent" |
*
* @param {Rate5Inputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const rate5 = /** @type {((inputs?: Rate5Inputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Rate5Inputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.rate5(inputs)
	if (locale === "fr") return __fr.rate5(inputs)
	if (locale === "en") return __en.rate5(inputs)
	if (locale === "it-CH") return __it_ch2.rate5(inputs)
	if (locale === "it-IT") return __it_it2.rate5(inputs)
	return __it.rate5(inputs)
});
/**
* | output |
* | --- |
* | "Change" |
*
* @param {Rate_ChangeInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const rate_change = /** @type {((inputs?: Rate_ChangeInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Rate_ChangeInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.rate_change(inputs)
	if (locale === "fr") return __fr.rate_change(inputs)
	if (locale === "en") return __en.rate_change(inputs)
	if (locale === "it-CH") return __it_ch2.rate_change(inputs)
	if (locale === "it-IT") return __it_it2.rate_change(inputs)
	return __it.rate_change(inputs)
});
/**
* | output |
* | --- |
* | "Comment (optional)" |
*
* @param {Rate_CommentInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const rate_comment = /** @type {((inputs?: Rate_CommentInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Rate_CommentInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.rate_comment(inputs)
	if (locale === "fr") return __fr.rate_comment(inputs)
	if (locale === "en") return __en.rate_comment(inputs)
	if (locale === "it-CH") return __it_ch2.rate_comment(inputs)
	if (locale === "it-IT") return __it_it2.rate_comment(inputs)
	return __it.rate_comment(inputs)
});
/**
* | output |
* | --- |
* | "Send the rating" |
*
* @param {Rate_SendInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const rate_send = /** @type {((inputs?: Rate_SendInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Rate_SendInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.rate_send(inputs)
	if (locale === "fr") return __fr.rate_send(inputs)
	if (locale === "en") return __en.rate_send(inputs)
	if (locale === "it-CH") return __it_ch2.rate_send(inputs)
	if (locale === "it-IT") return __it_it2.rate_send(inputs)
	return __it.rate_send(inputs)
});
/**
* | output |
* | --- |
* | "Thank you for your rating." |
*
* @param {Rate_ThanksInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const rate_thanks = /** @type {((inputs?: Rate_ThanksInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Rate_ThanksInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.rate_thanks(inputs)
	if (locale === "fr") return __fr.rate_thanks(inputs)
	if (locale === "en") return __en.rate_thanks(inputs)
	if (locale === "it-CH") return __it_ch2.rate_thanks(inputs)
	if (locale === "it-IT") return __it_it2.rate_thanks(inputs)
	return __it.rate_thanks(inputs)
});
/**
* | output |
* | --- |
* | "How was the consultation?" |
*
* @param {Rate_TitleInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const rate_title = /** @type {((inputs?: Rate_TitleInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Rate_TitleInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.rate_title(inputs)
	if (locale === "fr") return __fr.rate_title(inputs)
	if (locale === "en") return __en.rate_title(inputs)
	if (locale === "it-CH") return __it_ch2.rate_title(inputs)
	if (locale === "it-IT") return __it_it2.rate_title(inputs)
	return __it.rate_title(inputs)
});
/**
* | output |
* | --- |
* | "read" |
*
* @param {ReadInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const read = /** @type {((inputs?: ReadInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<ReadInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.read(inputs)
	if (locale === "fr") return __fr.read(inputs)
	if (locale === "en") return __en.read(inputs)
	if (locale === "it-CH") return __it_ch2.read(inputs)
	if (locale === "it-IT") return __it_it2.read(inputs)
	return __it.read(inputs)
});
/**
* | output |
* | --- |
* | "What to have ready" |
*
* @param {ReadyInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const ready = /** @type {((inputs?: ReadyInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<ReadyInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.ready(inputs)
	if (locale === "fr") return __fr.ready(inputs)
	if (locale === "en") return __en.ready(inputs)
	if (locale === "it-CH") return __it_ch2.ready(inputs)
	if (locale === "it-IT") return __it_it2.ready(inputs)
	return __it.ready(inputs)
});
/**
* | output |
* | --- |
* | "Service page" |
*
* @param {Ready_LinkInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const ready_link = /** @type {((inputs?: Ready_LinkInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Ready_LinkInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.ready_link(inputs)
	if (locale === "fr") return __fr.ready_link(inputs)
	if (locale === "en") return __en.ready_link(inputs)
	if (locale === "it-CH") return __it_ch2.ready_link(inputs)
	if (locale === "it-IT") return __it_it2.ready_link(inputs)
	return __it.ready_link(inputs)
});
/**
* | output |
* | --- |
* | "Reopen the consultation" |
*
* @param {ReopenInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const reopen = /** @type {((inputs?: ReopenInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<ReopenInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.reopen(inputs)
	if (locale === "fr") return __fr.reopen(inputs)
	if (locale === "en") return __en.reopen(inputs)
	if (locale === "it-CH") return __it_ch2.reopen(inputs)
	if (locale === "it-IT") return __it_it2.reopen(inputs)
	return __it.reopen(inputs)
});
/**
* | output |
* | --- |
* | "Possible until {time}." |
*
* @param {Reopen_UntilInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const reopen_until = /** @type {((inputs: Reopen_UntilInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Reopen_UntilInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.reopen_until(inputs)
	if (locale === "fr") return __fr.reopen_until(inputs)
	if (locale === "en") return __en.reopen_until(inputs)
	if (locale === "it-CH") return __it_ch2.reopen_until(inputs)
	if (locale === "it-IT") return __it_it2.reopen_until(inputs)
	return __it.reopen_until(inputs)
});
/**
* | output |
* | --- |
* | "Consultation reopened" |
*
* @param {ReopenedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const reopened = /** @type {((inputs?: ReopenedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<ReopenedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.reopened(inputs)
	if (locale === "fr") return __fr.reopened(inputs)
	if (locale === "en") return __en.reopened(inputs)
	if (locale === "it-CH") return __it_ch2.reopened(inputs)
	if (locale === "it-IT") return __it_it2.reopened(inputs)
	return __it.reopened(inputs)
});
/**
* | output |
* | --- |
* | "Screen no longer shown ({time})" |
*
* @param {Screen_EndedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const screen_ended = /** @type {((inputs: Screen_EndedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Screen_EndedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.screen_ended(inputs)
	if (locale === "fr") return __fr.screen_ended(inputs)
	if (locale === "en") return __en.screen_ended(inputs)
	if (locale === "it-CH") return __it_ch2.screen_ended(inputs)
	if (locale === "it-IT") return __it_it2.screen_ended(inputs)
	return __it.screen_ended(inputs)
});
/**
* | output |
* | --- |
* | "Screen shown" |
*
* @param {Screen_StartedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const screen_started = /** @type {((inputs?: Screen_StartedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Screen_StartedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.screen_started(inputs)
	if (locale === "fr") return __fr.screen_started(inputs)
	if (locale === "en") return __en.screen_started(inputs)
	if (locale === "it-CH") return __it_ch2.screen_started(inputs)
	if (locale === "it-IT") return __it_it2.screen_started(inputs)
	return __it.screen_started(inputs)
});
/**
* | output |
* | --- |
* | "Send" |
*
* @param {SendInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const send = /** @type {((inputs?: SendInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<SendInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.send(inputs)
	if (locale === "fr") return __fr.send(inputs)
	if (locale === "en") return __en.send(inputs)
	if (locale === "it-CH") return __it_ch2.send(inputs)
	if (locale === "it-IT") return __it_it2.send(inputs)
	return __it.send(inputs)
});
/**
* | output |
* | --- |
* | "sending" |
*
* @param {SendingInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const sending = /** @type {((inputs?: SendingInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<SendingInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.sending(inputs)
	if (locale === "fr") return __fr.sending(inputs)
	if (locale === "en") return __en.sending(inputs)
	if (locale === "it-CH") return __it_ch2.sending(inputs)
	if (locale === "it-IT") return __it_it2.sending(inputs)
	return __it.sending(inputs)
});
/**
* | output |
* | --- |
* | "sent" |
*
* @param {SentInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const sent = /** @type {((inputs?: SentInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<SentInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.sent(inputs)
	if (locale === "fr") return __fr.sent(inputs)
	if (locale === "en") return __en.sent(inputs)
	if (locale === "it-CH") return __it_ch2.sent(inputs)
	if (locale === "it-IT") return __it_it2.sent(inputs)
	return __it.sent(inputs)
});
/**
* | output |
* | --- |
* | "New question" |
*
* @param {Start_NewInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const start_new = /** @type {((inputs?: Start_NewInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Start_NewInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.start_new(inputs)
	if (locale === "fr") return __fr.start_new(inputs)
	if (locale === "en") return __en.start_new(inputs)
	if (locale === "it-CH") return __it_ch2.start_new(inputs)
	if (locale === "it-IT") return __it_it2.start_new(inputs)
	return __it.start_new(inputs)
});
/**
* | output |
* | --- |
* | "Consultation started" |
*
* @param {StartedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const started = /** @type {((inputs?: StartedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<StartedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.started(inputs)
	if (locale === "fr") return __fr.started(inputs)
	if (locale === "en") return __en.started(inputs)
	if (locale === "it-CH") return __it_ch2.started(inputs)
	if (locale === "it-IT") return __it_it2.started(inputs)
	return __it.started(inputs)
});
/**
* | output |
* | --- |
* | "Transcript" |
*
* @param {TranscriptInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const transcript = /** @type {((inputs?: TranscriptInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<TranscriptInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.transcript(inputs)
	if (locale === "fr") return __fr.transcript(inputs)
	if (locale === "en") return __en.transcript(inputs)
	if (locale === "it-CH") return __it_ch2.transcript(inputs)
	if (locale === "it-IT") return __it_it2.transcript(inputs)
	return __it.transcript(inputs)
});
/**
* | output |
* | --- |
* | "Download as web page" |
*
* @param {Transcript_HtmlInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const transcript_html = /** @type {((inputs?: Transcript_HtmlInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Transcript_HtmlInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.transcript_html(inputs)
	if (locale === "fr") return __fr.transcript_html(inputs)
	if (locale === "en") return __en.transcript_html(inputs)
	if (locale === "it-CH") return __it_ch2.transcript_html(inputs)
	if (locale === "it-IT") return __it_it2.transcript_html(inputs)
	return __it.transcript_html(inputs)
});
/**
* | output |
* | --- |
* | "Download as text" |
*
* @param {Transcript_TextInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const transcript_text = /** @type {((inputs?: Transcript_TextInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Transcript_TextInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.transcript_text(inputs)
	if (locale === "fr") return __fr.transcript_text(inputs)
	if (locale === "en") return __en.transcript_text(inputs)
	if (locale === "it-CH") return __it_ch2.transcript_text(inputs)
	if (locale === "it-IT") return __it_it2.transcript_text(inputs)
	return __it.transcript_text(inputs)
});
/**
* | output |
* | --- |
* | "You can download it until {time}." |
*
* @param {Transcript_UntilInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const transcript_until = /** @type {((inputs: Transcript_UntilInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Transcript_UntilInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.transcript_until(inputs)
	if (locale === "fr") return __fr.transcript_until(inputs)
	if (locale === "en") return __en.transcript_until(inputs)
	if (locale === "it-CH") return __it_ch2.transcript_until(inputs)
	if (locale === "it-IT") return __it_it2.transcript_until(inputs)
	return __it.transcript_until(inputs)
});
/**
* | output |
* | --- |
* | "{name} is writing…" |
*
* @param {TypingInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const typing = /** @type {((inputs: TypingInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<TypingInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.typing(inputs)
	if (locale === "fr") return __fr.typing(inputs)
	if (locale === "en") return __en.typing(inputs)
	if (locale === "it-CH") return __it_ch2.typing(inputs)
	if (locale === "it-IT") return __it_it2.typing(inputs)
	return __it.typing(inputs)
});
/**
* | output |
* | --- |
* | "Uploading: {percent} %" |
*
* @param {UploadingInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const uploading = /** @type {((inputs: UploadingInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<UploadingInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.uploading(inputs)
	if (locale === "fr") return __fr.uploading(inputs)
	if (locale === "en") return __en.uploading(inputs)
	if (locale === "it-CH") return __it_ch2.uploading(inputs)
	if (locale === "it-IT") return __it_it2.uploading(inputs)
	return __it.uploading(inputs)
});
/**
* | output |
* | --- |
* | "Waiting – before you: {n}" |
*
* @param {WaitingInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const waiting = /** @type {((inputs: WaitingInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<WaitingInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.waiting(inputs)
	if (locale === "fr") return __fr.waiting(inputs)
	if (locale === "en") return __en.waiting(inputs)
	if (locale === "it-CH") return __it_ch2.waiting(inputs)
	if (locale === "it-IT") return __it_it2.waiting(inputs)
	return __it.waiting(inputs)
});
/**
* | output |
* | --- |
* | "You can go on browsing and writing: your place is kept." |
*
* @param {Waiting_NoteInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const waiting_note = /** @type {((inputs?: Waiting_NoteInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Waiting_NoteInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.waiting_note(inputs)
	if (locale === "fr") return __fr.waiting_note(inputs)
	if (locale === "en") return __en.waiting_note(inputs)
	if (locale === "it-CH") return __it_ch2.waiting_note(inputs)
	if (locale === "it-IT") return __it_it2.waiting_note(inputs)
	return __it.waiting_note(inputs)
});
/**
* | output |
* | --- |
* | "Waiting" |
*
* @param {Waiting_OnInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const waiting_on = /** @type {((inputs?: Waiting_OnInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<Waiting_OnInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.waiting_on(inputs)
	if (locale === "fr") return __fr.waiting_on(inputs)
	if (locale === "en") return __en.waiting_on(inputs)
	if (locale === "it-CH") return __it_ch2.waiting_on(inputs)
	if (locale === "it-IT") return __it_it2.waiting_on(inputs)
	return __it.waiting_on(inputs)
});
/**
* | output |
* | --- |
* | "Please keep a respectful tone, or we have to end the consultation." |
*
* @param {WarnedInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const warned = /** @type {((inputs?: WarnedInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<WarnedInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.warned(inputs)
	if (locale === "fr") return __fr.warned(inputs)
	if (locale === "en") return __en.warned(inputs)
	if (locale === "it-CH") return __it_ch2.warned(inputs)
	if (locale === "it-IT") return __it_it2.warned(inputs)
	return __it.warned(inputs)
});
/**
* | output |
* | --- |
* | "You" |
*
* @param {YouInputs} inputs
* @param {{ locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }} options
* @returns {LocalizedString}
*/
export const you = /** @type {((inputs?: YouInputs, options?: { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }) => LocalizedString) & import('../runtime.js').MessageMetadata<YouInputs, { locale?: "it" | "de" | "fr" | "en" | "it-CH" | "it-IT" }, {}>} */ ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "de") return __de.you(inputs)
	if (locale === "fr") return __fr.you(inputs)
	if (locale === "en") return __en.you(inputs)
	if (locale === "it-CH") return __it_ch2.you(inputs)
	if (locale === "it-IT") return __it_it2.you(inputs)
	return __it.you(inputs)
});