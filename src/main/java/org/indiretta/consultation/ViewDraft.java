package org.indiretta.consultation;

import java.time.Instant;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.Reference;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.ConsultationState;
import org.indiretta.protocol.ConsultationView;
import org.indiretta.protocol.ConsultationView.CitizenCard;
import org.indiretta.protocol.ConsultationView.OperatorCard;
import org.indiretta.protocol.Lane;
import org.indiretta.protocol.Outcome;
import org.indiretta.protocol.RoseBecause;
import org.indiretta.protocol.WaitRange;

/** A view while it is being drawn: field by field, because few readers see all of it. */
final class ViewDraft {
  ConsultationId id;
  Reference reference;
  TopicId topic;
  Mode mode;
  ConsultationState state;
  Lane lane;
  Language language;
  Instant startedAt;
  Instant waitingSince;
  Integer ahead;
  WaitRange expectedWait;
  RoseBecause roseBecause;
  OperatorCard operator;
  CitizenCard citizen;
  long lastSeq;
  long readByCitizen;
  long readByStaff;
  Outcome outcome;
  Instant endedAt;
  Instant undoUntil;
  Instant heldUntil;
  Instant reopenUntil;
  Instant readableUntil;
  Integer rating;
  ConsultationView.HandOver handOver;
  CallView call;
  Boolean liveText;
  Boolean backShortly;
  ConsultationView.CallBack callBack;
  ConsultationView.Earlier earlier;
  ConsultationView.Closing closing;

  ConsultationView view() {
    return new ConsultationView(
        id,
        reference,
        topic,
        mode,
        state,
        lane,
        language,
        startedAt,
        waitingSince,
        ahead,
        expectedWait,
        roseBecause,
        operator,
        citizen,
        lastSeq,
        readByCitizen,
        readByStaff,
        outcome,
        endedAt,
        undoUntil,
        heldUntil,
        reopenUntil,
        readableUntil,
        rating,
        handOver,
        call,
        liveText,
        backShortly,
        callBack,
        earlier,
        closing);
  }
}
