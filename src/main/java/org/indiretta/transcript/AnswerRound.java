package org.indiretta.transcript;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tells the answers of one batch, in order, with one hop for each context that waits. */
final class AnswerRound {
  private final Map<Context, List<Runnable>> byContext = new LinkedHashMap<>();

  /** For callers that have no context: told on this thread. */
  private final List<Runnable> here = new ArrayList<>();

  void add(Pending pending, Consumer<Pending> telling) {
    List<Runnable> tellings =
        pending.caller == null || pending.caller.equals(Vertx.currentContext())
            ? here
            : byContext.computeIfAbsent(pending.caller, caller -> new ArrayList<>());
    tellings.add(() -> telling.accept(pending));
  }

  void tell() {
    byContext.forEach(
        (caller, tellings) -> caller.runOnContext(v -> tellings.forEach(Runnable::run)));
    here.forEach(Runnable::run);
  }
}
