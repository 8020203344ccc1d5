package org.indiretta.directory;

import java.util.Map;
import java.util.Set;
import org.indiretta.identity.Language;
import org.indiretta.identity.OperatorId;
import org.indiretta.identity.Right;
import org.indiretta.identity.Role;
import org.indiretta.identity.TopicId;

/**
 * A member of staff.
 *
 * @param levels the competences: topic to level (1 first choice, 2 backup, 3 last resort)
 * @param maxWrite how many written consultations at once
 * @param showPhoto whether citizens see the photo, by the operator's own choice
 */
public record Operator(
    OperatorId id,
    String email,
    String firstName,
    String lastName,
    String office,
    Role role,
    Set<Right> rights,
    Set<Language> languages,
    Map<TopicId, Integer> levels,
    int maxWrite,
    boolean showPhoto,
    boolean enabled) {}
