/** Starting the server: command line, configuration records and the wiring of all rooms. */
@CheckReturnValue
package org.indiretta.app;

import com.google.errorprone.annotations.CheckReturnValue;
