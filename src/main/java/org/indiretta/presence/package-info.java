/** Who is there: one presence per person, and the link to the browser behind it. */
package org.indiretta.presence;
