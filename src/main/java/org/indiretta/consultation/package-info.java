/**
 * The lifecycle of a consultation, from the button to the end: who may do what now, offers,
 * hand-over, ratings, and the messages left when nobody is there.
 *
 * <p>{@link org.indiretta.consultation.Consultations} is the door. A command is answered by a rule
 * ({@code Rules}), a pure decision about the consultation as it was read; {@code Moves} makes it
 * true by one conditional update with its transcript entry in the same transaction ({@code
 * SqlMoves}) and lets {@code Teller} say so after the commit. {@code State} holds the legal moves
 * and their diagram, {@code Deadlines} what happens by itself.
 *
 * <p>Neighbours: {@code routing} chooses and tells its choices here, {@code presence} says who is
 * there, {@code transcript} keeps the entries, {@code bus} carries the news to {@code socket}.
 */
package org.indiretta.consultation;
