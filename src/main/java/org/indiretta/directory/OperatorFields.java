package org.indiretta.directory;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.PlainText;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;

/**
 * What an admin writes about a member of staff. The constructor checks every field.
 *
 * @param maxWrite the budget of {@link Capacity}, 1 to 20: so many written consultations at once
 * @param weights what a mode takes of it; null for {@link Capacity#WEIGHTS}
 * @param autoAccept whether offers are accepted for them; null for no
 * @param wrapUpS how long they complete a consultation and are asked for none, in s, at most
 *     {@value #MOST_WRAP_UP_S}; null for 0
 */
public record OperatorFields(
    String email,
    String firstName,
    String lastName,
    String office,
    Role role,
    Set<Right> rights,
    Set<Language> languages,
    int maxWrite,
    Map<Mode, Integer> weights,
    Boolean autoAccept,
    Integer wrapUpS) {
  /** The longest time after a consultation, in s. */
  public static final int MOST_WRAP_UP_S = 900;

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
    weights = new Capacity(maxWrite, weights == null ? Capacity.WEIGHTS : weights).weights();
    autoAccept = Boolean.TRUE.equals(autoAccept);
    wrapUpS = wrapUpS == null ? 0 : Texts.within(wrapUpS, 0, MOST_WRAP_UP_S, "wrapUpS");
  }

  /** One who writes and calls as everybody, and is asked first. */
  public OperatorFields(
      String email,
      String firstName,
      String lastName,
      String office,
      Role role,
      Set<Right> rights,
      Set<Language> languages,
      int maxWrite) {
    this(email, firstName, lastName, office, role, rights, languages, maxWrite, null, null, null);
  }

  /** How much they take at once. */
  Capacity capacity() {
    return new Capacity(maxWrite, weights);
  }
}
