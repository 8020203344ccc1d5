package org.indiretta.consultation;

import org.indiretta.routing.Waits;

/** What the classes of this room share, made once. */
record Parts(
    Rooms rooms,
    SqlConsultations store,
    SqlDeadlines deadlines,
    SqlStarts starts,
    Views views,
    Projection projection,
    Rules rules,
    Teller teller,
    Moves moves,
    SqlCalls calls,
    CallRules callRules,
    CallViews callViews,
    BackShortly backShortly,
    ClosingSoon closingSoon,
    Newcomers newcomers) {

  static Parts of(Rooms rooms) {
    SqlConsultations store = new SqlConsultations(rooms.database());
    Projection projection = new Projection(rooms.directory());
    CallTimings callTimings = rooms.timings().calls();
    CallViews callViews = new CallViews(projection, callTimings);
    Reopening reopening = new Reopening(rooms.directory(), rooms.timings());
    BackShortly backShortly = new BackShortly(rooms.directory());
    Newcomers newcomers =
        new Newcomers(
            new Waits(rooms.database(), rooms.presences(), rooms.directory(), rooms.clock()));
    ClosingSoon closingSoon = new ClosingSoon(rooms.directory(), rooms.calendars());
    Views views =
        new Views(
            rooms.directory(),
            rooms.clock(),
            rooms.timings(),
            callViews,
            backShortly,
            reopening,
            closingSoon);
    Teller teller = new Teller(rooms.bus(), views, callViews, projection, rooms.directory());
    SqlCalls calls = new SqlCalls(rooms.database(), rooms.entries());
    CallRules callRules =
        new CallRules(rooms.directory(), rooms.clock(), callTimings, rooms.callProvider());
    SqlWaitingLimit limit = new SqlWaitingLimit(rooms.directory());
    SqlMoves moves = new SqlMoves(rooms.database(), calls, callRules, limit);
    return new Parts(
        rooms,
        store,
        new SqlDeadlines(rooms.database()),
        new SqlStarts(rooms.database(), rooms.entries(), limit),
        views,
        projection,
        new Rules(rooms.directory(), rooms.clock(), rooms.timings(), reopening),
        teller,
        new Moves(store, moves, teller, views, rooms.clock()),
        calls,
        callRules,
        callViews,
        backShortly,
        closingSoon,
        newcomers);
  }
}
