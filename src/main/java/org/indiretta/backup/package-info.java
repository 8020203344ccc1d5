/**
 * Saving everything that is stored into one file while the server runs, bringing it back into an
 * empty database, and keeping the list of what was erased outside of the database. The file is a
 * zip: {@code tables/NAME.copy} as PostgreSQL's {@code COPY} writes it, and last {@code
 * contents.json}. Knows no connection of people; only the commands of {@code app} use it.
 */
@CheckReturnValue
package org.indiretta.backup;

import com.google.errorprone.annotations.CheckReturnValue;
