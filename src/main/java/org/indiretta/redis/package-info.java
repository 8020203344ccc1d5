/**
 * The way to Redis: {@link org.indiretta.redis.RedisUrl where it is}, {@link
 * org.indiretta.redis.RedisPublications what is said there} and {@link
 * org.indiretta.redis.RedisSubscriptions what is heard there}, each over a connection of its own
 * that is made again whenever it ends. Nothing here waits for a Redis that does not answer.
 * Neighbour: {@code bus}, which carries news by it.
 */
@CheckReturnValue
package org.indiretta.redis;

import com.google.errorprone.annotations.CheckReturnValue;
