package org.indiretta.directory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/**
 * A request type. The constructor checks every field and names the wrong one in an {@link
 * IllegalArgumentException}.
 *
 * @param ready what to have ready
 * @param link the service page, per language
 * @param frontDesk the topic "other / I don't know", always the last
 * @param service how it is served; null for {@link Service#DEFAULT}
 */
public record Topic(
    TopicId id,
    SiteId site,
    GroupId group,
    int position,
    LocalText name,
    LocalText ready,
    LocalText link,
    Set<Mode> modes,
    boolean frontDesk,
    boolean enabled,
    Service service) {

  /**
   * How a topic is served. In JSON and YAML its times are whole seconds with {@code S} at the end,
   * and what is absent is as in {@link #DEFAULT}.
   *
   * @param widenAfter for how long only level 1 is asked, 0 to 1 h; then level 2 too
   * @param overflowAfter after how long level 3 is asked too, and who serves {@code overflow}; at
   *     least {@code widenAfter}, at most 1 h
   * @param overflow the topic whose operators help out, of the same site; null for none
   * @param maxWaiting how many may wait at once, 1 to {@value #MOST_WAITING}; then it is full
   * @param target within how long the city wants to answer, 1 s to 1 h
   * @param onCallOpens whether somebody who is only ON_CALL makes it open
   * @param requestsAlways whether contact requests are taken day and night
   * @param officeEmail the office that gets its tasks; empty for none
   */
  public record Service(
      Duration widenAfter,
      Duration overflowAfter,
      TopicId overflow,
      int maxWaiting,
      Duration target,
      boolean onCallOpens,
      boolean requestsAlways,
      String officeEmail) {
    /** The largest limit of people who wait for one topic. */
    public static final int MOST_WAITING = 1_000;

    /** The longest of its times. */
    public static final Duration LONGEST = Duration.ofHours(1);

    /** 60 s, 120 s, no overflow, 50 people, 120 s; calls and requests in opening hours only. */
    public static final Service DEFAULT =
        new Service(
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            null,
            50,
            Duration.ofSeconds(120),
            false,
            false,
            "");

    public Service {
      int longest = Math.toIntExact(LONGEST.toSeconds());
      int widen = Math.toIntExact(widenAfter.toSeconds());
      Texts.within(widen, 0, longest, "service.widenAfterS");
      Texts.within(
          Math.toIntExact(overflowAfter.toSeconds()), widen, longest, "service.overflowAfterS");
      Texts.within(maxWaiting, 1, MOST_WAITING, "service.maxWaiting");
      Texts.within(Math.toIntExact(target.toSeconds()), 1, longest, "service.targetS");
      officeEmail =
          officeEmail == null || officeEmail.isBlank()
              ? ""
              : Operator.email(officeEmail, "service.officeEmail");
    }

    /** As it is written; what is null is as in {@link #DEFAULT}. */
    record Written(
        Integer widenAfterS,
        Integer overflowAfterS,
        TopicId overflow,
        Integer maxWaiting,
        Integer targetS,
        Boolean onCallOpens,
        Boolean requestsAlways,
        String officeEmail) {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Service read(Written written) {
      return new Service(
          seconds(written.widenAfterS, DEFAULT.widenAfter),
          seconds(written.overflowAfterS, DEFAULT.overflowAfter),
          written.overflow,
          written.maxWaiting == null ? DEFAULT.maxWaiting : written.maxWaiting,
          seconds(written.targetS, DEFAULT.target),
          Boolean.TRUE.equals(written.onCallOpens),
          Boolean.TRUE.equals(written.requestsAlways),
          written.officeEmail);
    }

    @JsonValue
    Written written() {
      return new Written(
          Math.toIntExact(widenAfter.toSeconds()),
          Math.toIntExact(overflowAfter.toSeconds()),
          overflow,
          maxWaiting,
          Math.toIntExact(target.toSeconds()),
          onCallOpens,
          requestsAlways,
          officeEmail);
    }

    private static Duration seconds(Integer written, Duration otherwise) {
      return written == null ? otherwise : Duration.ofSeconds(written);
    }
  }

  public Topic {
    Texts.present(id, "id");
    Texts.present(site, "site");
    Texts.present(group, "group");
    Texts.within(position, 0, Group.LAST_POSITION, "position");
    name = Texts.name(name, "name");
    ready = Texts.text(ready, "ready");
    link = Texts.link(link, "link");
    if (Texts.present(modes, "modes").isEmpty()) {
      throw new IllegalArgumentException("modes: at least one is expected");
    }
    modes = Collections.unmodifiableSet(EnumSet.copyOf(modes));
    if (frontDesk && !enabled) {
      throw new IllegalArgumentException("enabled: the front desk cannot be disabled");
    }
    service = service == null ? Service.DEFAULT : service;
    if (id.equals(service.overflow())) {
      throw new IllegalArgumentException("service.overflow: %s → %s".formatted(id, id));
    }
  }
}
