package org.indiretta.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Group;
import org.indiretta.directory.LocalText;
import org.indiretta.directory.Site;
import org.indiretta.directory.Topic;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.Language;
import org.indiretta.identity.Mode;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/** A site as a citizen's panel needs it: schema {@code Site}, in one language. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SiteView(
    SiteId id,
    String name,
    Language language,
    List<Language> languages,
    String timeZone,
    List<GroupView> groups,
    ChannelsView channels,
    List<EmergencyView> emergency,
    PrivacyView privacy) {

  record GroupView(GroupId id, String name, List<TopicView> topics) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TopicView(
      TopicId id,
      String name,
      String ready,
      String link,
      Set<Mode> modes,
      boolean frontDesk,
      Boolean requestsAlways) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChannelsView(
      String telephone, String telephoneHours, String email, List<DeskView> desks) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeskView(String name, String address, String hours) {}

  record EmergencyView(String number, String name) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PrivacyView(String text, String link) {}

  static SiteView of(Directory directory, Site site, Language language) {
    List<Topic> topics = directory.topics(site.id()).stream().filter(Topic::enabled).toList();
    List<GroupView> groups =
        topics.stream()
            .map(Topic::group)
            .distinct()
            .map(group -> group(directory, group, topics, language))
            .sorted(Comparator.comparing(SiteView::hasFrontDesk))
            .toList();
    return new SiteView(
        site.id(),
        site.name().in(language),
        language,
        site.languages(),
        site.timeZone(),
        groups,
        channels(site.channels(), language),
        site.emergency().stream()
            .map(number -> new EmergencyView(number.number(), number.name().in(language)))
            .toList(),
        privacy(site, language));
  }

  /** What is done with what people say, in one language. */
  static PrivacyView privacy(Site site, Language language) {
    return new PrivacyView(
        site.privacy().text().in(language), some(site.privacy().link(), language));
  }

  private static GroupView group(
      Directory directory, GroupId id, List<Topic> topics, Language language) {
    String name =
        directory.groups().stream()
            .filter(group -> group.id().equals(id))
            .findFirst()
            .map(Group::name)
            .map(text -> text.in(language))
            .orElse("");
    List<TopicView> within =
        topics.stream()
            .filter(topic -> topic.group().equals(id))
            .map(topic -> topic(topic, language))
            .toList();
    return new GroupView(id, name, within);
  }

  private static TopicView topic(Topic topic, Language language) {
    return new TopicView(
        topic.id(),
        topic.name().in(language),
        some(topic.ready(), language),
        some(topic.link(), language),
        topic.modes(),
        topic.frontDesk(),
        topic.service().requestsAlways() ? true : null);
  }

  private static boolean hasFrontDesk(GroupView group) {
    return group.topics().stream().anyMatch(TopicView::frontDesk);
  }

  private static ChannelsView channels(Site.Channels channels, Language language) {
    return new ChannelsView(
        channels.telephone(),
        some(channels.telephoneHours(), language),
        channels.email(),
        channels.desks().stream()
            .map(
                desk ->
                    new DeskView(
                        desk.name().in(language), desk.address(), some(desk.hours(), language)))
            .toList());
  }

  private static String some(LocalText text, Language language) {
    String found = text == null ? "" : text.in(language);
    return found.isEmpty() ? null : found;
  }
}
