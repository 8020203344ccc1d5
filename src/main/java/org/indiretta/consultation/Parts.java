package org.indiretta.consultation;

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
    Moves moves) {

  static Parts of(Rooms rooms) {
    SqlConsultations store = new SqlConsultations(rooms.database());
    Views views = new Views(rooms.directory(), rooms.clock(), rooms.timings());
    Projection projection = new Projection(rooms.directory());
    Teller teller = new Teller(rooms.bus(), views, projection, rooms.directory());
    SqlMoves moves = new SqlMoves(rooms.database(), rooms.entries());
    return new Parts(
        rooms,
        store,
        new SqlDeadlines(rooms.database()),
        new SqlStarts(rooms.database(), rooms.entries()),
        views,
        projection,
        new Rules(rooms.directory(), rooms.clock(), rooms.timings()),
        teller,
        new Moves(store, moves, teller, views, rooms.clock()));
  }
}
