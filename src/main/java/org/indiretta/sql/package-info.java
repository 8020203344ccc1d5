/**
 * PostgreSQL: the pool with its bounds, named parameters, the migrations, the embedded server and
 * the database's time. Knows no other room; every room that stores something uses it from its
 * {@code Sql*} classes.
 */
@CheckReturnValue
package org.indiretta.sql;

import com.google.errorprone.annotations.CheckReturnValue;
