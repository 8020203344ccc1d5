/**
 * The real programs of a city with several servers, for tests: each can be killed, frozen, thawed
 * and started again on its old port. Nothing here is a mock.
 */
package org.indiretta.cluster;
