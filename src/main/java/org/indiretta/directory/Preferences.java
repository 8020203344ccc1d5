package org.indiretta.directory;

import org.indiretta.identity.Language;

/**
 * How a member of staff wants the console.
 *
 * @param sound whether it sounds when somebody waits
 * @param notifications whether the desktop says it
 * @param singleKeys whether single keys are shortcuts (WCAG 2.1.4)
 */
public record Preferences(
    Language language, boolean sound, boolean notifications, boolean singleKeys) {
  /** Before anything was chosen. */
  public static Preferences initial(Language language) {
    return new Preferences(language, true, true, true);
  }
}
