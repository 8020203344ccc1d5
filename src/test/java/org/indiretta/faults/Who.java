package org.indiretta.faults;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * Who somebody is.
 *
 * @param side {@code CITIZEN} or {@code OPERATOR}
 * @param id in the tables
 * @param secrets what is shown at the door each time
 * @param home which door they try first
 */
record Who(String side, String id, String consultation, Supplier<String> secrets, int home) {
  String client() {
    return side.toLowerCase(Locale.ROOT) + "-" + consultation.substring(24);
  }
}
