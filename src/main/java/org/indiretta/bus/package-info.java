/**
 * News between the people who are connected, here or on another node. PostgreSQL is the truth;
 * losing news makes things later, never wrong. Neighbours: {@code consultation} publishes, {@code
 * socket} listens.
 */
@CheckReturnValue
package org.indiretta.bus;

import com.google.errorprone.annotations.CheckReturnValue;
