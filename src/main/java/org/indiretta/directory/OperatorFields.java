package org.indiretta.directory;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.indiretta.identity.Language;
import org.indiretta.identity.PlainText;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;

/**
 * What an admin writes about a member of staff. The constructor checks every field.
 *
 * @param maxWrite how many written consultations at once, 1 to 20
 */
public record OperatorFields(
    String email,
    String firstName,
    String lastName,
    String office,
    Role role,
    Set<Right> rights,
    Set<Language> languages,
    int maxWrite) {
  private static final int MOST_AT_ONCE = 20;

  public OperatorFields {
    email = Operator.email(email, "email");
    firstName = Texts.someLine(firstName, PlainText.NAME_CHARS, "firstName");
    lastName = Texts.someLine(lastName, PlainText.NAME_CHARS, "lastName");
    office = Texts.line(office, PlainText.NAME_CHARS, "office");
    Texts.present(role, "role");
    rights = Set.copyOf(Texts.present(rights, "rights"));
    if (Texts.present(languages, "languages").isEmpty()) {
      throw new IllegalArgumentException("languages: at least one is expected");
    }
    languages = Collections.unmodifiableSet(EnumSet.copyOf(languages));
    Texts.within(maxWrite, 1, MOST_AT_ONCE, "maxWrite");
  }
}
