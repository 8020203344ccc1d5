/**
 * The programs of {@code make faults}: each {@link org.indiretta.faults.Family} breaks something
 * under load, and a {@link org.indiretta.faults.Checker} that knows nothing of the program compares
 * what the clients wrote down with what PostgreSQL holds.
 */
package org.indiretta.faults;
