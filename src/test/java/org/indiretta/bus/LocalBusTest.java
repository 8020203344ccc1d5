package org.indiretta.bus;

import io.vertx.core.Vertx;

final class LocalBusTest extends BusContractSuite {
  @Override
  Bus bus(Vertx vertx) {
    return new LocalBus(vertx);
  }
}
