/** PostgreSQL: the pool, the migrations, the embedded server, the database's time. */
@CheckReturnValue
package org.indiretta.sql;

import com.google.errorprone.annotations.CheckReturnValue;
