package org.indiretta.api;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.indiretta.directory.CannedReply;
import org.indiretta.directory.Change;
import org.indiretta.directory.Directory;
import org.indiretta.directory.Group;
import org.indiretta.directory.LocalText;
import org.indiretta.directory.Site;
import org.indiretta.directory.Topic;
import org.indiretta.identity.GroupId;
import org.indiretta.identity.SiteId;
import org.indiretta.identity.TopicId;

/** Groups, topics, canned replies and sites, for admins. The later of two changes stays. */
final class TopicAdminResource {
  private final Directory directory;
  private final WaitingSource waiting;

  private record Groups(List<Group> groups) {}

  private record Topics(List<Topic> topics) {}

  private record Replies(List<CannedReply> cannedReplies) {}

  private record Sites(List<Site> sites) {}

  private record ReplyFields(SiteId site, TopicId topic, String shortcut, LocalText text) {
    CannedReply reply(UUID id) {
      try {
        return new CannedReply(id, site, topic, shortcut, text);
      } catch (IllegalArgumentException e) {
        throw ProblemException.of(ProblemCode.MALFORMED, e.getMessage());
      }
    }
  }

  TopicAdminResource(Directory directory, WaitingSource waiting) {
    this.directory = directory;
    this.waiting = waiting;
  }

  void bind(Operations operations) {
    operations
        .on("listGroups", call -> Answer.ok(new Groups(directory.groups())))
        .on("createGroup", this::createGroup)
        .on("changeGroup", this::changeGroup)
        .on("removeGroup", this::removeGroup)
        .on("listTopics", call -> Answer.ok(new Topics(directory.topics())))
        .on("createTopic", this::createTopic)
        .on("changeTopic", this::changeTopic)
        .on("listCannedReplies", call -> Answer.ok(new Replies(directory.cannedReplies())))
        .on("createCannedReply", this::createReply)
        .on("changeCannedReply", this::changeReply)
        .on("removeCannedReply", this::removeReply)
        .on("listSites", call -> Answer.ok(new Sites(directory.sites())))
        .on("changeSite", this::changeSite);
  }

  private Answer createGroup(Call call) {
    Group group = call.body(Group.class);
    Changes.done(directory.add(group).await());
    return Answer.created(group);
  }

  private Answer changeGroup(Call call) {
    Group group = call.body(Group.class);
    same(call.path("group", GroupId::new), group.id());
    Changes.done(directory.change(group).await());
    return Answer.ok(group);
  }

  private Answer removeGroup(Call call) {
    Changes.done(directory.remove(call.path("group", GroupId::new)).await());
    return Answer.done();
  }

  private Answer createTopic(Call call) {
    Topic topic = call.body(Topic.class);
    done(topic, directory.add(topic).await());
    return Answer.created(topic);
  }

  private Answer changeTopic(Call call) {
    Topic topic = call.body(Topic.class);
    same(call.path("topic", TopicId::new), topic.id());
    Topic before = directory.topic(topic.id()).orElseThrow(ProblemException::notFound);
    if (before.frontDesk() && !topic.frontDesk()) {
      throw ProblemException.of(ProblemCode.IN_USE, "a site keeps its front desk");
    }
    Optional<TopicId> moveTo = call.query("moveWaitingTo", TopicId::new);
    if (topic.enabled()) {
      done(topic, directory.change(topic).await());
    } else {
      Optional<Topic> to = moveTo.map(id -> target(topic, id));
      to.ifPresent(target -> moved(topic, target));
      done(topic, directory.change(topic).await());
      // Who had started in between goes there too.
      to.ifPresent(target -> moved(topic, target));
    }
    return Answer.ok(topic);
  }

  private Topic target(Topic from, TopicId id) {
    return directory
        .topic(id)
        .filter(to -> to.enabled() && to.site().equals(from.site()) && !to.id().equals(from.id()))
        .orElseThrow(
            () ->
                ProblemException.of(
                    ProblemCode.MALFORMED, "moveWaitingTo: another enabled topic of the site"));
  }

  private void moved(Topic from, Topic to) {
    int _ = waiting.move(from.id(), to.id()).await();
  }

  private void done(Topic topic, Change change) {
    if (change == Change.OVERFLOW_CYCLE) {
      String path =
          directory.overflowPath(topic).stream()
              .map(TopicId::value)
              .collect(Collectors.joining(" → "));
      throw ProblemException.of(ProblemCode.MALFORMED, "service.overflow: " + path);
    }
    Changes.done(change);
  }

  private Answer createReply(Call call) {
    CannedReply reply = call.body(ReplyFields.class).reply(UUID.randomUUID());
    Changes.done(directory.add(reply).await());
    return Answer.created(reply);
  }

  private Answer changeReply(Call call) {
    CannedReply reply =
        call.body(ReplyFields.class).reply(call.path("cannedReply", UUID::fromString));
    Changes.done(directory.change(reply).await());
    return Answer.ok(reply);
  }

  private Answer removeReply(Call call) {
    Changes.done(directory.removeCannedReply(call.path("cannedReply", UUID::fromString)).await());
    return Answer.done();
  }

  private Answer changeSite(Call call) {
    Site site = call.body(Site.class);
    same(call.path("site", SiteId::new), site.id());
    Changes.done(directory.put(site).await());
    return Answer.ok(site);
  }

  private static void same(Object path, Object body) {
    if (!path.equals(body)) {
      throw ProblemException.of(ProblemCode.MALFORMED, "the body's id is not the path's");
    }
  }
}
