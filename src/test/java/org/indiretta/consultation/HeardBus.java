package org.indiretta.consultation;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.indiretta.bus.Address;
import org.indiretta.bus.Bus;
import org.indiretta.bus.News;
import org.indiretta.identity.ConsultationId;
import org.indiretta.identity.OperatorId;
import org.indiretta.protocol.Push;

/** A bus that also keeps what was told, in the order of telling. */
final class HeardBus implements Bus {
  private final Bus bus;
  private final List<News> heard = new CopyOnWriteArrayList<>();

  HeardBus(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void publish(News news) {
    heard.add(news);
    bus.publish(news);
  }

  @Override
  public void publishHere(News news) {
    heard.add(news);
    bus.publishHere(news);
  }

  @Override
  public boolean reaches(Set<Address> to) {
    return bus.reaches(to);
  }

  @Override
  public Subscription subscribe(Address address, Consumer<News.Pushed> listener) {
    return bus.subscribe(address, listener);
  }

  @Override
  public Subscription subscribe(Consumer<News> listener) {
    return bus.subscribe(listener);
  }

  void forget() {
    heard.clear();
  }

  <N extends News> List<N> all(Class<N> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private <P extends Push> List<P> to(Address address, Class<P> type) {
    return all(News.Pushed.class).stream()
        .filter(pushed -> pushed.to().contains(address))
        .map(News.Pushed::push)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  <P extends Push> List<P> toCitizen(ConsultationId id, Class<P> type) {
    return to(new Address.CitizenOf(id), type);
  }

  <P extends Push> List<P> toStaff(ConsultationId id, Class<P> type) {
    return to(new Address.StaffOf(id), type);
  }

  <P extends Push> List<P> toPerson(OperatorId id, Class<P> type) {
    return to(new Address.Person(id), type);
  }
}
