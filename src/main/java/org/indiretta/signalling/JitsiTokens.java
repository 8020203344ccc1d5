package org.indiretta.signalling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.indiretta.identity.CallRole;
import org.indiretta.identity.PeerId;
import org.indiretta.protocol.CallView;
import org.indiretta.protocol.Reply.JitsiPlace;
import org.indiretta.telemetry.Clock;

/**
 * Lets a peer into the room of its call at Jitsi, and nobody else, by a JSON Web Token (RFC 7519,
 * HS256) with the claims that Jitsi's token authentication checks: {@code iss}, {@code aud}, {@code
 * sub}, {@code room}, {@code nbf}, {@code exp}. It is valid until the call ends at the latest.
 *
 * <p>{@code context.user} says who it is. Prosody wants strings in it. The operator alone is
 * moderator: {@code affiliation} and {@code moderator} are what the plug-ins that give rights by
 * the token look at.
 */
final class JitsiTokens {
  /** By how much the clock of the Jitsi server may be behind. */
  static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER =
      encoded(new JsonObject().put("alg", "HS256").put("typ", "JWT"));

  private final JitsiSettings settings;
  private final Clock clock;

  JitsiTokens(JitsiSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Where this peer, who is in this call, finds its room. */
  JitsiPlace placeFor(PeerId peer, CallView call, String room) {
    CallView.Member me =
        call.members().stream()
            .filter(member -> peer.equals(member.peer()))
            .findFirst()
            .orElseThrow();
    JsonObject claims =
        new JsonObject()
            .put("iss", settings.appId())
            .put("aud", settings.audience())
            .put("sub", settings.url().getHost())
            .put("room", room)
            .put("nbf", clock.now().minus(CLOCK_SKEW).getEpochSecond())
            .put("exp", call.endsAt().getEpochSecond())
            .put("context", new JsonObject().put("user", user(me)));
    String signed = HEADER + "." + encoded(claims);
    return new JitsiPlace(settings.url().toString(), room, signed + "." + signature(signed));
  }

  private static JsonObject user(CallView.Member me) {
    boolean moderates = me.role() == CallRole.OPERATOR;
    JsonObject user =
        new JsonObject()
            .put("id", me.member().toString())
            .put("affiliation", moderates ? "owner" : "member")
            .put("moderator", Boolean.toString(moderates));
    String name = me.author().name();
    return name == null ? user : user.put("name", name);
  }

  private static String encoded(JsonObject part) {
    return BASE64.encodeToString(part.encode().getBytes(UTF_8));
  }

  private String signature(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(settings.secret().getBytes(UTF_8), "HmacSHA256"));
      return BASE64.encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every Java", e);
    }
  }
}
