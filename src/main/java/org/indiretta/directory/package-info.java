/** Operators, topics, competences, sites, settings, canned replies. */
package org.indiretta.directory;
