/** HTTP as {@code openapi.yaml} says: admin, operator, public availability, files, sign-in. */
package org.indiretta.api;
