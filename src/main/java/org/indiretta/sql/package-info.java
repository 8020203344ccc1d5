/** PostgreSQL: the pool, the migrations, the embedded server, the database's time. */
package org.indiretta.sql;
