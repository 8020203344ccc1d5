/**
 * News between the people who are connected, here or on another node. PostgreSQL is the truth;
 * losing news makes things later, never wrong. One node has a {@link org.indiretta.bus.LocalBus};
 * of several each has a {@link org.indiretta.bus.RedisBus}. Neighbours: {@code consultation}
 * publishes, {@code socket} listens, {@code redis} is the way between nodes.
 */
@CheckReturnValue
package org.indiretta.bus;

import com.google.errorprone.annotations.CheckReturnValue;
