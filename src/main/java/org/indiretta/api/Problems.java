package org.indiretta.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.indiretta.auth.Passwords;
import org.indiretta.sql.DatabaseUnavailable;
import org.indiretta.telemetry.Refusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a failure becomes a problem (RFC 9457), is counted in {@code
 * indiretta_refusals_total{door="http"}} by its code, and is logged.
 */
final class Problems {
  /** When a retry makes sense after the database was away, in milliseconds. */
  static final long RETRY_AFTER_MS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final int DETAIL_CHARS = 300;

  private final Map<ProblemCode, Counter> counters = new EnumMap<>(ProblemCode.class);

  Problems(MeterRegistry meters) {
    for (ProblemCode code : ProblemCode.values()) {
      counters.put(code, Refusals.counter(meters, Refusals.Door.HTTP, code.name()));
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Problem(
      String type,
      String title,
      int status,
      String detail,
      ProblemCode code,
      Long retryAfterMs,
      String by) {}

  /** What a failure means. */
  private static ProblemException of(Throwable failure, int status) {
    return switch (failure) {
      case ProblemException problem -> problem;
      case DatabaseUnavailable away ->
          ProblemException.later(
              ProblemCode.UNAVAILABLE, "the database does not answer", RETRY_AFTER_MS);
      case Passwords.Busy busy ->
          ProblemException.later(ProblemCode.TOO_MANY, "too many sign-ins at once", RETRY_AFTER_MS);
      case HttpException invalid when invalid.getCause() instanceof ValidatorException -> {
        String detail = String.valueOf(invalid.getPayload());
        yield ProblemException.of(
            ProblemCode.MALFORMED,
            detail.length() > DETAIL_CHARS ? detail.substring(0, DETAIL_CHARS) : detail);
      }
      case null, default -> ofStatus(status);
    };
  }

  private static ProblemException ofStatus(int status) {
    return switch (status) {
      case 400 -> ProblemException.of(ProblemCode.MALFORMED, "the request cannot be read");
      case 404, 405 -> ProblemException.notFound();
      case 413 -> ProblemException.of(ProblemCode.TOO_LARGE, "the body is too large");
      case 415 -> ProblemException.of(ProblemCode.BAD_TYPE, "another content type is expected");
      default -> ProblemException.of(ProblemCode.INTERNAL, "a fault of ours; it is logged");
    };
  }

  private static Answer answer(ProblemException problem) {
    ProblemCode code = problem.code();
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/problem+json; charset=utf-8");
    headers.put("Cache-Control", "no-store");
    if (problem.retryAfterMs() != null) {
      headers.put("Retry-After", Long.toString(Math.ceilDiv(problem.retryAfterMs(), 1000L)));
    }
    Buffer body =
        ApiJson.write(
            new Problem(
                code.type(),
                code.title(),
                code.status(),
                problem.getMessage(),
                code,
                problem.retryAfterMs(),
                problem.by()));
    return new Answer(code.status(), headers, body);
  }

  /** For the router's failures, those of the gate, the body and the validation. */
  void handle(RoutingContext context) {
    Operations.send(context, refused(context, context.failure(), context.statusCode()));
  }

  /** The answer to a request that failed. */
  Answer refused(RoutingContext context, Throwable failure, int status) {
    ProblemException problem = of(failure, status);
    counters.get(problem.code()).increment();
    log(context, failure, problem);
    return answer(problem);
  }

  /** Faults are logged once, without query, body or headers. */
  private static void log(RoutingContext context, Throwable failure, ProblemException problem) {
    if (problem.code() == ProblemCode.INTERNAL) {
      LOG.atError()
          .addKeyValue("method", context.request().method().name())
          .addKeyValue("path", context.request().path())
          .setCause(failure)
          .log("a request failed");
    }
  }
}
