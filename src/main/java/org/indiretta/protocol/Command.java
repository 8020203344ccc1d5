package org.indiretta.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.indiretta.identity.ClientMessageId;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.FileId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.PlainText;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * What a client may ask. Each command has an {@code id} of the client's choice and gets exactly one
 * {@link Reply} with that id (rule W3). Who asks is known from the connection, never from the
 * command.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Command.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = Command.WatchAvailability.class, name = "watchAvailability"),
  @JsonSubTypes.Type(value = Command.Ping.class, name = "ping"),
  @JsonSubTypes.Type(value = Command.StartConsultation.class, name = "startConsultation"),
  @JsonSubTypes.Type(value = Command.LeaveConsultation.class, name = "leaveConsultation"),
  @JsonSubTypes.Type(value = Command.ReopenConsultation.class, name = "reopenConsultation"),
  @JsonSubTypes.Type(value = Command.RateConsultation.class, name = "rateConsultation"),
  @JsonSubTypes.Type(value = Command.ChangePage.class, name = "changePage"),
  @JsonSubTypes.Type(value = Command.Resume.class, name = "resume"),
  @JsonSubTypes.Type(value = Command.SendMessage.class, name = "sendMessage"),
  @JsonSubTypes.Type(value = Command.SendFile.class, name = "sendFile"),
  @JsonSubTypes.Type(value = Command.SetTyping.class, name = "setTyping"),
  @JsonSubTypes.Type(value = Command.MarkRead.class, name = "markRead"),
  @JsonSubTypes.Type(value = Command.SetPresence.class, name = "setPresence"),
  @JsonSubTypes.Type(value = Command.WatchQueue.class, name = "watchQueue"),
  @JsonSubTypes.Type(value = Command.StillHere.class, name = "stillHere"),
  @JsonSubTypes.Type(value = Command.TakeConsultation.class, name = "takeConsultation"),
  @JsonSubTypes.Type(value = Command.AcceptOffer.class, name = "acceptOffer"),
  @JsonSubTypes.Type(value = Command.DeclineOffer.class, name = "declineOffer"),
  @JsonSubTypes.Type(value = Command.AddNote.class, name = "addNote"),
  @JsonSubTypes.Type(value = Command.WithdrawEntry.class, name = "withdrawEntry"),
  @JsonSubTypes.Type(value = Command.OfferHandOver.class, name = "offerHandOver"),
  @JsonSubTypes.Type(value = Command.AnswerHandOver.class, name = "answerHandOver"),
  @JsonSubTypes.Type(value = Command.CancelHandOver.class, name = "cancelHandOver"),
  @JsonSubTypes.Type(value = Command.AskAnythingElse.class, name = "askAnythingElse"),
  @JsonSubTypes.Type(value = Command.WarnCitizen.class, name = "warnCitizen"),
  @JsonSubTypes.Type(value = Command.CloseConsultation.class, name = "closeConsultation"),
  @JsonSubTypes.Type(value = Command.UndoClose.class, name = "undoClose"),
  @JsonSubTypes.Type(value = QueueCommand.ChangeTopic.class, name = "changeTopic"),
  @JsonSubTypes.Type(value = QueueCommand.HandBack.class, name = "handBack"),
  @JsonSubTypes.Type(value = QueueCommand.KeepPlace.class, name = "keepPlace"),
  @JsonSubTypes.Type(value = QueueCommand.ListTransfers.class, name = "listTransfers"),
  @JsonSubTypes.Type(value = QueueCommand.TransferToTopic.class, name = "transferToTopic"),
  @JsonSubTypes.Type(value = QueueCommand.MakeJoinCode.class, name = "makeJoinCode"),
  @JsonSubTypes.Type(value = CallCommand.ProposeCall.class, name = "proposeCall"),
  @JsonSubTypes.Type(value = CallCommand.AnswerCall.class, name = "answerCall"),
  @JsonSubTypes.Type(value = CallCommand.JoinCall.class, name = "joinCall"),
  @JsonSubTypes.Type(value = CallCommand.Signal.class, name = "signal"),
  @JsonSubTypes.Type(value = CallCommand.SetMedia.class, name = "setMedia"),
  @JsonSubTypes.Type(value = CallCommand.LeaveCall.class, name = "leaveCall"),
  @JsonSubTypes.Type(value = CallCommand.ReportCall.class, name = "reportCall"),
  @JsonSubTypes.Type(value = CallCommand.InviteToCall.class, name = "inviteToCall"),
  @JsonSubTypes.Type(value = CallCommand.RemoveFromCall.class, name = "removeFromCall"),
  @JsonSubTypes.Type(value = CallCommand.EndShare.class, name = "endShare"),
  @JsonSubTypes.Type(value = CallCommand.Point.class, name = "point"),
  @JsonSubTypes.Type(value = CallCommand.AskStill.class, name = "askStill"),
  @JsonSubTypes.Type(value = CallCommand.UseOwnCall.class, name = "useOwnCall"),
  @JsonSubTypes.Type(value = CallCommand.TypeLive.class, name = "typeLive"),
  @JsonSubTypes.Type(value = CallCommand.SetLiveText.class, name = "setLiveText"),
  @JsonSubTypes.Type(value = BoardCommand.WatchBoard.class, name = "watchBoard"),
  @JsonSubTypes.Type(value = BoardCommand.UnwatchBoard.class, name = "unwatchBoard"),
  @JsonSubTypes.Type(value = BoardCommand.Reassign.class, name = "reassign"),
  @JsonSubTypes.Type(value = BoardCommand.Pick.class, name = "pick"),
  @JsonSubTypes.Type(value = BoardCommand.JoinOpenly.class, name = "joinOpenly"),
  @JsonSubTypes.Type(value = BoardCommand.LeaveOpenly.class, name = "leaveOpenly"),
  @JsonSubTypes.Type(value = BoardCommand.EndPause.class, name = "endPause"),
  @JsonSubTypes.Type(value = BoardCommand.ShowPersonFigures.class, name = "showPersonFigures")
})
public sealed interface Command
    permits Command.Hello,
        Command.WatchAvailability,
        Command.Ping,
        Command.StartConsultation,
        Command.LeaveConsultation,
        Command.ReopenConsultation,
        Command.RateConsultation,
        Command.ChangePage,
        Command.Resume,
        Command.SetTyping,
        Command.MarkRead,
        Command.SetPresence,
        Command.WatchQueue,
        Command.StillHere,
        Command.TakeConsultation,
        Command.AcceptOffer,
        Command.DeclineOffer,
        Command.WithdrawEntry,
        Command.OfferHandOver,
        Command.AnswerHandOver,
        Command.CancelHandOver,
        Command.AskAnythingElse,
        Command.WarnCitizen,
        Command.CloseConsultation,
        Command.UndoClose,
        Command.Write,
        QueueCommand,
        CallCommand,
        BoardCommand {
  /**
   * The client's own id of this command, 1 to 64 visible ASCII characters, unique among its open
   * ones.
   */
  String id();

  /**
   * The commands that carry a client message id: sent again after a lost link, they have one effect
   * (P3).
   */
  sealed interface Write extends Command {
    ConsultationId consultation();

    ClientMessageId clientMessageId();
  }

  // ── the first command of a connection ─────────────────────────────────────────────────────────

  /** Says who this is. Answered by {@link Reply.Welcome}. */
  record Hello(String id, int protocol, Credential credential, Language language)
      implements Command {
    public Hello {
      Checks.commandId(id);
      Checks.present(credential, "credential");
      Checks.present(language, "language");
    }
  }

  /** Asks what is open now and to be told changes; the only command answered before a hello. */
  record WatchAvailability(String id, int protocol, SiteId site) implements Command {
    public WatchAvailability {
      Checks.commandId(id);
      Checks.present(site, "site");
    }
  }

  /** Asks whether the link still works. Answered by {@link Reply.Done}. */
  record Ping(String id) implements Command {
    public Ping {
      Checks.commandId(id);
    }
  }

  // ── a citizen's ───────────────────────────────────────────────────────────────────────────────

  /**
   * Starts a consultation, or returns the one this citizen already has open. Answered by {@link
   * Reply.Started}.
   *
   * @param question the first message; may be null where the mode is not WRITE
   * @param name what the citizen wants to be called; may be null
   * @param topic may be null with a code, which says what it is about
   * @param page where the button was pressed; may be null
   * @param returnCode what the citizen was given to come back with, as typed; may be null
   * @param joinCode what an operator said on the telephone, as typed; may be null
   */
  record StartConsultation(
      String id,
      TopicId topic,
      Mode mode,
      Language language,
      String question,
      String name,
      Page page,
      String returnCode,
      String joinCode)
      implements Command {
    public StartConsultation {
      Checks.commandId(id);
      if (returnCode != null) {
        Checks.line(returnCode, Protocol.CODE_CHARS, "returnCode");
      }
      if (joinCode != null) {
        Checks.line(joinCode, Protocol.CODE_CHARS, "joinCode");
      }
      if (returnCode != null && joinCode != null) {
        throw new IllegalArgumentException("joinCode: only one code is expected");
      }
      if (returnCode == null && joinCode == null) {
        Checks.present(topic, "topic");
      }
      Checks.present(mode, "mode");
      Checks.present(language, "language");
      if (question != null || (mode == Mode.WRITE && joinCode == null)) {
        Checks.lines(question, PlainText.MESSAGE_CHARS, "question");
      }
      if (name != null) {
        Checks.line(name, PlainText.NAME_CHARS, "name");
      }
    }
  }

  /** Leaves: while waiting the consultation is abandoned, while active it ends. */
  record LeaveConsultation(String id, ConsultationId consultation) implements Command {
    public LeaveConsultation {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /** Opens an ended consultation again, within 15 min of the end. */
  record ReopenConsultation(String id, ConsultationId consultation) implements Command {
    public ReopenConsultation {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /**
   * Rates an ended consultation, 1 (insufficient) to 5 (excellent); a second rating replaces the
   * first.
   */
  record RateConsultation(String id, ConsultationId consultation, int score, String comment)
      implements Command {
    public RateConsultation {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      if (score < 1 || score > 5) {
        throw new IllegalArgumentException("score: 1 to 5 is expected");
      }
      if (comment != null) {
        Checks.lines(comment, Protocol.COMMENT_CHARS, "comment");
      }
    }
  }

  /** Says which page of the portal the citizen is on now. */
  record ChangePage(String id, ConsultationId consultation, Page page) implements Command {
    public ChangePage {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.present(page, "page");
    }
  }

  // ── both sides' ───────────────────────────────────────────────────────────────────────────────

  /**
   * Asks for the entries after {@code after} (0: all) and to be sent what follows. Answered by
   * {@link Reply.Resumed} with at most {@link Protocol#RESUME_ENTRIES}; asked again until it says
   * {@code caughtUp} (P4).
   */
  record Resume(String id, ConsultationId consultation, long after) implements Command {
    public Resume {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.notNegative(after, "after");
    }
  }

  /**
   * Writes a message of 1 to 4,000 characters. Answered by {@link Reply.Appended} once committed
   * (P1).
   */
  record SendMessage(
      String id, ConsultationId consultation, ClientMessageId clientMessageId, String text)
      implements Write {
    public SendMessage {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.present(clientMessageId, "clientMessageId");
      Checks.lines(text, PlainText.MESSAGE_CHARS, "text");
    }
  }

  /** Puts an uploaded file into the transcript. Answered by {@link Reply.Appended}. */
  record SendFile(
      String id, ConsultationId consultation, ClientMessageId clientMessageId, FileId file)
      implements Write {
    public SendFile {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.present(clientMessageId, "clientMessageId");
      Checks.present(file, "file");
    }
  }

  /** Says that the writer is typing or stopped; never stored, never says what. */
  record SetTyping(String id, ConsultationId consultation, boolean typing) implements Command {
    public SetTyping {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /**
   * Says that everything up to {@code seq} was seen by this person; a smaller one than before does
   * nothing.
   */
  record MarkRead(String id, ConsultationId consultation, long seq) implements Command {
    public MarkRead {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.notNegative(seq, "seq");
    }
  }

  // ── staff's ───────────────────────────────────────────────────────────────────────────────────

  /**
   * Sets one's presence, for all one's devices. {@code reason} is expected with AWAY only, and
   * {@code until} may say with it when one expects to be back, at most {@link Protocol#PAUSE_HOURS}
   * ahead: it is told to colleagues and changes nothing by itself.
   */
  record SetPresence(String id, PresenceState state, AwayReason reason, Instant until)
      implements Command {
    public SetPresence {
      Checks.commandId(id);
      Checks.present(state, "state");
      if ((state == PresenceState.AWAY) != (reason != null)) {
        throw new IllegalArgumentException("reason: expected with AWAY, and only with it");
      }
      if (until != null && state != PresenceState.AWAY) {
        throw new IllegalArgumentException("until: expected with AWAY only");
      }
    }
  }

  /**
   * Asks for the desk: waiting, own and colleagues; answered by {@link Reply.Desk}, then {@link
   * Push.DeskChanged}.
   */
  record WatchQueue(String id) implements Command {
    public WatchQueue {
      Checks.commandId(id);
    }
  }

  /**
   * A person is at this console: a mouse moved, a key was pressed, or "I am here" was chosen. Sent
   * at most once a minute; keeps the sign-in from ending for being idle, and answers "still
   * there?".
   */
  record StillHere(String id) implements Command {
    public StillHere {
      Checks.commandId(id);
    }
  }

  /** Takes a waiting consultation by hand. */
  record TakeConsultation(String id, ConsultationId consultation) implements Command {
    public TakeConsultation {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /** Accepts the offer made to this person. */
  record AcceptOffer(String id, ConsultationId consultation) implements Command {
    public AcceptOffer {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /** Declines the offer made to this person; the consultation keeps its place. */
  record DeclineOffer(String id, ConsultationId consultation) implements Command {
    public DeclineOffer {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /** Writes an internal note that the citizen never gets. Answered by {@link Reply.Appended}. */
  record AddNote(
      String id, ConsultationId consultation, ClientMessageId clientMessageId, String text)
      implements Write {
    public AddNote {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.present(clientMessageId, "clientMessageId");
      Checks.lines(text, PlainText.MESSAGE_CHARS, "text");
    }
  }

  /** Withdraws one of the own messages, files or notes: the content is erased, the place stays. */
  record WithdrawEntry(String id, ConsultationId consultation, long seq) implements Command {
    public WithdrawEntry {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.notNegative(seq, "seq");
    }
  }

  /** Offers the own consultation to a colleague, who must accept; {@code note} may be null. */
  record OfferHandOver(String id, ConsultationId consultation, OperatorId to, String note)
      implements Command {
    public OfferHandOver {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.present(to, "to");
      if (note != null) {
        Checks.lines(note, PlainText.MESSAGE_CHARS, "note");
      }
    }
  }

  /** A colleague's answer to a hand-over. */
  record AnswerHandOver(String id, ConsultationId consultation, boolean accept) implements Command {
    public AnswerHandOver {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /** Takes a hand-over back before it was answered. */
  record CancelHandOver(String id, ConsultationId consultation) implements Command {
    public CancelHandOver {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /** Asks the citizen "anything else?" before the end. */
  record AskAnythingElse(String id, ConsultationId consultation) implements Command {
    public AskAnythingElse {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /** Warns the citizen that the consultation ends if the tone stays. */
  record WarnCitizen(String id, ConsultationId consultation) implements Command {
    public WarnCitizen {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }

  /**
   * Ends the consultation with its outcome; can be undone for 5 s. ABUSIVE is allowed only after a
   * warning. TO_BE_COMPLETED is answered by {@link Reply.Closed}.
   */
  record CloseConsultation(String id, ConsultationId consultation, Outcome outcome)
      implements Command {
    public CloseConsultation {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
      Checks.present(outcome, "outcome");
    }
  }

  /** Takes the end back, within 5 s of {@link CloseConsultation}. */
  record UndoClose(String id, ConsultationId consultation) implements Command {
    public UndoClose {
      Checks.commandId(id);
      Checks.present(consultation, "consultation");
    }
  }
}
