package org.indiretta.calendar;

import java.time.LocalDate;
import java.util.Map;
import org.indiretta.identity.Language;

/**
 * A day on which a place rests.
 *
 * @param key what the day is called in every year, for example {@code NATIONAL_DAY}
 */
public record Holiday(LocalDate date, String key, Map<Language, String> name) {}
