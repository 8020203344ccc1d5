package org.indiretta.calendar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** How a calendar is written in the database and in the files of the demo. */
final class CalendarJson {
  private CalendarJson() {}

  /** Reads strictly; dates and times as ISO 8601. */
  static ObjectMapper mapper(JsonFactory format) {
    return new ObjectMapper(format)
        .registerModule(new JavaTimeModule())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  }
}
