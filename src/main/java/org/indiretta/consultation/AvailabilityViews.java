package org.indiretta.consultation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.indiretta.directory.Site;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.TopicId;
import org.indiretta.protocol.AvailabilityView;
import org.indiretta.protocol.AvailabilityView.ModeState;
import org.indiretta.protocol.WaitRange;
import org.indiretta.routing.Openness;

/** What is open, as everybody may see it: short, because every page of a portal asks for it. */
final class AvailabilityViews {
  private AvailabilityViews() {}

  static AvailabilityView of(Site site, Map<TopicId, Map<Mode, Openness>> seen) {
    Map<TopicId, List<Mode>> open = new TreeMap<>(java.util.Comparator.comparing(TopicId::value));
    Map<TopicId, Map<Mode, ModeState>> topics =
        new TreeMap<>(java.util.Comparator.comparing(TopicId::value));
    Map<Language, String> closure = closureOfAll(seen);
    seen.forEach(
        (topic, modes) -> {
          List<Mode> letIn =
              modes.entrySet().stream()
                  .filter(mode -> mode.getValue().letsIn())
                  .map(Map.Entry::getKey)
                  .sorted()
                  .toList();
          if (!letIn.isEmpty()) {
            open.put(topic, letIn);
          }
          Map<Mode, ModeState> special = special(site, modes, closure);
          if (!special.isEmpty()) {
            topics.put(topic, special);
          }
        });
    return new AvailabilityView(
        site.id(), open, topics.isEmpty() ? null : topics, closure.isEmpty() ? null : closure);
  }

  /** The text that all have in common; empty for none. */
  private static Map<Language, String> closureOfAll(Map<TopicId, Map<Mode, Openness>> seen) {
    Set<Map<Language, String>> texts =
        seen.values().stream()
            .flatMap(modes -> modes.values().stream())
            .map(Openness::closure)
            .collect(java.util.stream.Collectors.toSet());
    return texts.size() == 1 ? texts.iterator().next() : Map.of();
  }

  private static Map<Mode, ModeState> special(
      Site site, Map<Mode, Openness> modes, Map<Language, String> closure) {
    Map<Mode, ModeState> special = new EnumMap<>(Mode.class);
    modes.forEach(
        (mode, openness) -> {
          List<Language> languages = languages(site, openness);
          if (openness.kind() != Openness.Kind.OPEN || languages != null) {
            special.put(mode, state(openness, languages, closure));
          }
        });
    return special;
  }

  private static ModeState state(
      Openness of, List<Language> languages, Map<Language, String> closure) {
    Openness.Wait wait = of.expectedWait();
    return new ModeState(
        AvailabilityView.State.valueOf(of.kind().name()),
        wait == null
            ? null
            : new WaitRange((int) wait.least().toSeconds(), (int) wait.most().toSeconds()),
        of.opensAt(),
        of.byAppointment() ? true : null,
        of.closure().isEmpty() || of.closure().equals(closure) ? null : of.closure(),
        languages);
  }

  /** Null where nobody could answer, or somebody in each language of the site. */
  private static List<Language> languages(Site site, Openness of) {
    if (!of.letsIn() || of.languages().containsAll(site.languages())) {
      return null;
    }
    return of.languages().stream().sorted().toList();
  }
}
