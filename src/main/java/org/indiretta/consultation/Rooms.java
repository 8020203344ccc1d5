package org.indiretta.consultation;

import org.indiretta.bus.Bus;
import org.indiretta.calendar.Calendars;
import org.indiretta.directory.Directory;
import org.indiretta.file.FileStore;
import org.indiretta.presence.Presences;
import org.indiretta.protocol.CallView.CallProvider;
import org.indiretta.sql.Database;
import org.indiretta.telemetry.Clock;
import org.indiretta.transcript.SqlEntries;
import org.indiretta.transcript.TranscriptLog;

/**
 * The rooms that this one leans on, as the wiring gives them.
 *
 * @param callProvider who carries the calls to come
 */
public record Rooms(
    Database database,
    Directory directory,
    Calendars calendars,
    TranscriptLog transcript,
    SqlEntries entries,
    FileStore files,
    Presences presences,
    Bus bus,
    Clock clock,
    Timings timings,
    CallProvider callProvider) {}
