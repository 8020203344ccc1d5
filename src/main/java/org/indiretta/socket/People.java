package org.indiretta.socket;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.indiretta.identity.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has at least one connection on this node, over all its hubs. The first and the last
 * connection of a person are told, in order and until it succeeded: what could not be told while
 * the database was away is told with the next tick. Safe for all threads.
 */
public final class People {
  private static final Logger LOG = LoggerFactory.getLogger(People.class);

  private final Function<Principal, Future<Void>> linked;
  private final Function<Principal, Future<Void>> unlinked;
  private final Map<Object, Person> people = new HashMap<>();

  /** What is known and told about one person. */
  private static final class Person {
    Principal principal;
    int connections;
    boolean toldLinked;
    boolean telling;
  }

  /**
   * Nobody is there yet.
   *
   * @param linked told when the first connection of a person opened; tried again until it succeeds
   * @param unlinked told when the last one ended; tried again until it succeeds
   */
  public People(
      Function<Principal, Future<Void>> linked, Function<Principal, Future<Void>> unlinked) {
    this.linked = linked;
    this.unlinked = unlinked;
  }

  void opened(Principal principal) {
    Person person;
    synchronized (this) {
      person = people.computeIfAbsent(key(principal), key -> new Person());
      person.principal = principal;
      person.connections++;
    }
    tell(person);
  }

  void closed(Principal principal) {
    Person person;
    synchronized (this) {
      person = people.get(key(principal));
      person.connections--;
    }
    tell(person);
  }

  /** Somebody else wrote down that they are gone, but a connection of theirs is here. */
  void stillThere(Principal principal) {
    Person person;
    synchronized (this) {
      person = people.get(key(principal));
      if (person == null || person.telling) {
        return;
      }
      person.toldLinked = false;
    }
    tell(person);
  }

  /** Tells again what could not be told. */
  void tick() {
    List<Person> untold = new ArrayList<>();
    synchronized (this) {
      for (Person person : people.values()) {
        if (!person.telling && person.toldLinked != (person.connections > 0)) {
          untold.add(person);
        }
      }
    }
    untold.forEach(this::tell);
  }

  synchronized int size() {
    return people.size();
  }

  private void tell(Person person) {
    boolean there;
    synchronized (this) {
      there = person.connections > 0;
      if (person.telling) {
        return;
      }
      if (person.toldLinked == there) {
        if (!there) {
          people.remove(key(person.principal), person);
        }
        return;
      }
      person.telling = true;
    }
    call(there ? linked : unlinked, person.principal)
        .onComplete((nothing, failure) -> told(person, there, failure));
  }

  private static Future<Void> call(Function<Principal, Future<Void>> what, Principal principal) {
    try {
      return what.apply(principal);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void told(Person person, boolean there, Throwable failure) {
    synchronized (this) {
      person.telling = false;
      if (failure == null) {
        person.toldLinked = there;
      }
    }
    if (failure == null) {
      tell(person);
    } else {
      LOG.atDebug().addKeyValue("fault", failure.getClass().getName()).log("link not told yet");
    }
  }

  private static Object key(Principal principal) {
    return switch (principal) {
      case Principal.Citizen citizen -> citizen.id();
      case Principal.Staff staff -> staff.id();
      case Principal.Guest guest -> guest.id();
    };
  }
}
