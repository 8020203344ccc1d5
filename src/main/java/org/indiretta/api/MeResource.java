package org.indiretta.api;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import java.util.Optional;
import org.indiretta.auth.Auth;
import org.indiretta.auth.PasswordPolicy;
import org.indiretta.auth.SecondFactors;
import org.indiretta.auth.SignInDoor;
import org.indiretta.directory.Directory;
import org.indiretta.directory.OnCall;
import org.indiretta.directory.Operator;
import org.indiretta.directory.Preferences;
import org.indiretta.identity.Language;
import org.indiretta.identity.Principal;

/** What a member of staff sees and changes of the own account. */
final class MeResource {
  /** White around the code, in modules (ISO/IEC 18004). */
  private static final int QUIET_ZONE = 4;

  private final Auth auth;
  private final Directory directory;

  private record Chosen(
      Language language,
      Boolean sound,
      Boolean notifications,
      Boolean singleKeys,
      Boolean showPhoto,
      List<OnCall.Hours> onCall) {}

  private record NewPassword(String current, String next) {}

  private record OwnPassword(String password) {}

  private record Code(String code) {}

  private record Started(String uri, String key, Qr qr) {}

  private record Qr(int size, String path) {}

  MeResource(Auth auth, Directory directory) {
    this.auth = auth;
    this.directory = directory;
  }

  void bind(Operations operations) {
    operations
        .on("readMe", this::me)
        .on("changeMe", this::change)
        .on("changePassword", this::changePassword)
        .on("startSecondFactor", this::startSecondFactor)
        .on("confirmSecondFactor", this::confirmSecondFactor)
        .on("removeSecondFactor", this::removeSecondFactor);
  }

  private Answer me(Call call) {
    boolean secondFactor = auth.secondFactors().isOn(call.staff().id()).await();
    return Answer.ok(
        MeView.of(
            directory,
            call.staff().id(),
            secondFactor,
            call.signInEndsAt(),
            auth.signIns().idle()));
  }

  private Answer change(Call call) {
    Chosen chosen = call.body(Chosen.class);
    Operator me = self(call);
    Preferences now = directory.preferences(me.id()).orElseThrow();
    Preferences next =
        new Preferences(
            Optional.ofNullable(chosen.language()).orElse(now.language()),
            Optional.ofNullable(chosen.sound()).orElse(now.sound()),
            Optional.ofNullable(chosen.notifications()).orElse(now.notifications()),
            Optional.ofNullable(chosen.singleKeys()).orElse(now.singleKeys()));
    boolean showPhoto = Optional.ofNullable(chosen.showPhoto()).orElse(me.showPhoto());
    Changes.done(directory.choose(me.id(), next, showPhoto).await());
    if (chosen.onCall() != null) {
      Changes.done(directory.setOnCall(me.id(), new OnCall(chosen.onCall())).await());
    }
    return me(call);
  }

  private Answer changePassword(Call call) {
    NewPassword wanted = call.body(NewPassword.class);
    Operator me = self(call);
    askAgain(me, wanted.current());
    PasswordPolicy.weakness(wanted.next(), me.email())
        .ifPresent(
            weakness -> {
              throw ProblemException.of(ProblemCode.WEAK_PASSWORD, weakness.name());
            });
    auth.passwords().set(me.id(), wanted.next()).await();
    auth.oneUseLinks().revoke(me.id()).await();
    auth.signIns().endOthers(call.staff()).await();
    return Answer.done();
  }

  private Answer startSecondFactor(Call call) {
    Operator me = self(call);
    askAgain(me, call.body(OwnPassword.class).password());
    if (auth.secondFactors().isOn(me.id()).await()) {
      throw ProblemException.of(ProblemCode.WRONG_STATE, "remove the present one first");
    }
    SecondFactors.Started started = auth.secondFactors().start(me.id(), me.email()).await();
    return Answer.ok(new Started(started.uri(), started.key(), qr(started.uri())));
  }

  private Answer confirmSecondFactor(Call call) {
    String code = call.body(Code.class).code();
    if (!auth.secondFactors().confirm(call.staff().id(), code).await()) {
      throw ProblemException.of(ProblemCode.CODE_NEEDED, "the code is wrong or used");
    }
    return Answer.done();
  }

  private Answer removeSecondFactor(Call call) {
    Operator me = self(call);
    askAgain(me, call.body(OwnPassword.class).password());
    auth.secondFactors().remove(me.id()).await();
    return Answer.done();
  }

  private Operator self(Call call) {
    Principal.Staff staff = call.staff();
    return directory.operator(staff.id()).orElseThrow(ProblemException::notFound);
  }

  /** A browser somebody left open must not be enough for this. */
  private void askAgain(Operator me, String password) {
    SignInDoor.Outcome outcome = auth.door().askAgain(me, password).await();
    if (!(outcome instanceof SignInDoor.Outcome.SignedIn)) {
      throw SignInResource.refused(outcome);
    }
  }

  /** The dark modules as one SVG path of unit squares. */
  private static Qr qr(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET_ZONE).append(' ').append(y + QUIET_ZONE);
          path.append("h1v1h-1z");
        }
      }
    }
    return new Qr(code.size + 2 * QUIET_ZONE, path.toString());
  }
}
