/**
 * Who and what: ids, roles and the {@link org.indiretta.identity.Principal}. Knows no other room
 * and no framework.
 */
package org.indiretta.identity;
