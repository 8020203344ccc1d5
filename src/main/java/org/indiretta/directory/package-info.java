/** Operators, topics, competences, sites, settings, canned replies. */
@CheckReturnValue
package org.indiretta.directory;

import com.google.errorprone.annotations.CheckReturnValue;
