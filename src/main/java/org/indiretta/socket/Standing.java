package org.indiretta.socket;

import org.indiretta.identity.Principal;

/**
 * What is known about the other end of a connection. Once greeted it never becomes somebody else
 * (rule W1): over XHR the id in the path is all that ties requests together.
 *
 * <pre>
 * Unknown ──▶ Watching ──▶ Greeting ──▶ Greeted
 *    └────────────────────────┘  └─ refused: back to where it was
 * </pre>
 */
sealed interface Standing {
  /** Nothing was said; {@link Limits#HELLO_MS} until it must be. */
  record Unknown() implements Standing {}

  /** Hears the availability of a site, and may greet. */
  record Watching() implements Standing {}

  /** Its credential is being looked up. */
  record Greeting(Standing before) implements Standing {}

  /** Known. */
  record Greeted(Principal principal) implements Standing {}

  Standing UNKNOWN = new Unknown();
  Standing WATCHING = new Watching();
}
