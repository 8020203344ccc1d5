package org.indiretta.app;

import java.util.ArrayList;
import java.util.List;
import org.indiretta.api.ApiSettings;
import org.indiretta.auth.Auth;
import org.indiretta.auth.OneUseLinks;
import org.indiretta.directory.DemoCity;
import org.indiretta.directory.Directory;

/**
 * What the server says to whoever started it, on standard output; nothing of it goes into the log.
 */
final class Greeting {
  /**
   * Everybody knows it; only {@code --demo} sets it, and {@code --demo} serves this machine only.
   */
  static final String DEMO_PASSWORD = "benvenuti a rivalago";

  private Greeting() {}

  /** Seeds the demo city, when it is not there yet, and says how to get in; blocks. */
  static List<String> demo(
      Storage storage, Directory directory, Auth auth, String city, String origin) {
    DemoCity.Seeded seeded = DemoCity.seed(storage.database(), storage.clock(), city).await();
    directory.reread().await();
    List<String> lines = new ArrayList<>();
    lines.add("");
    String start = origin + ApiSettings.demoStart(city);
    lines.add("Citizens of the demo city:     " + start);
    lines.add("The console of its staff:      " + origin + "/console/");
    lines.add("Sign in with the password '" + DEMO_PASSWORD + "' as");
    for (DemoCity.SignIn signIn : seeded.signIns()) {
      boolean _ = auth.passwords().setIfNone(signIn.operator(), DEMO_PASSWORD).await();
      lines.add("  %-28s %s (%s)".formatted(signIn.email(), signIn.firstName(), signIn.role()));
    }
    lines.add("");
    return lines;
  }

  /** While there is no admin: the set-up link, good once and for 24 h; blocks. */
  static List<String> firstStart(Auth auth, String origin) {
    return auth.oneUseLinks()
        .setUp()
        .await()
        .map(
            made ->
                List.of(
                    "",
                    "Nobody can sign in yet. Open this link to make the first admin; it is good once, for "
                        + OneUseLinks.GOOD_FOR.toHours()
                        + " hours:",
                    "  " + origin + "/console/set-up#" + made.token().value(),
                    ""))
        .orElse(List.of());
  }
}
