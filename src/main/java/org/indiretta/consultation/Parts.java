package org.indiretta.consultation;

import org.indiretta.routing.Expectations;

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
    Expectations expectations) {

  static Parts of(Rooms rooms) {
    SqlConsultations store = new SqlConsultations(rooms.database());
    Projection projection = new Projection(rooms.directory());
    CallTimings callTimings = rooms.timings().calls();
    CallViews callViews = new CallViews(projection, callTimings);
    Reopening reopening = new Reopening(rooms.directory(), rooms.timings());
    BackShortly backShortly = new BackShortly();
    Expectations expectations = new UsualDurations();
    ClosingSoon closingSoon = new ClosingSoon(rooms.directory(), rooms.calendars(), expectations);
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
    SqlMoves moves = new SqlMoves(rooms.database(), calls, callRules);
    return new Parts(
        rooms,
        store,
        new SqlDeadlines(rooms.database()),
        new SqlStarts(rooms.database(), rooms.entries()),
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
        expectations);
  }
}
