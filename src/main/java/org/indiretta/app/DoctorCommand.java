package org.indiretta.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.indiretta.notify.MailProbe;
import org.indiretta.notify.SmtpSettings;
import org.indiretta.signalling.IceSettings;
import org.indiretta.signalling.TurnProbe;
import picocli.CommandLine.Command;

/**
 * Looks at everything the server leans on and says of each how it is and what to do, without a
 * secret. Beside a running server or without one. Exit code 1 when something does not work.
 */
@Command(
    name = "doctor",
    description =
        "Look at database, Redis, clock, disk, certificate, TURN and mail; say what to do.",
    mixinStandardHelpOptions = true)
final class DoctorCommand extends ConfiguredCommand {
  @Override
  public Integer call() {
    Settings settings = reader().read();
    LogOutput.configure(new Settings.Log(settings.log().json(), "error"));
    List<Finding> findings = new ArrayList<>();
    DatabaseCheck database = new DatabaseCheck(settings.storage(), InstantSource.system());
    tell(findings, database.look());
    settings.redis().ifPresent(redis -> tell(findings, List.of(RedisCheck.look(redis))));
    tell(findings, DiskCheck.look(settings.storage()));
    tell(findings, CertificateCheck.look(settings, database.now()));
    tell(findings, turn(settings.ice(), database.now()));
    tell(findings, List.of(mail(settings.notices())));
    return findings.stream().anyMatch(finding -> finding.kind() == Finding.Kind.WRONG) ? 1 : 0;
  }

  /** Each is said as soon as it is known: some take seconds. */
  private static void tell(List<Finding> all, List<Finding> more) {
    more.forEach(finding -> System.out.println(finding.line()));
    all.addAll(more);
  }

  private static List<Finding> turn(IceSettings ice, Instant now) {
    List<Finding> findings = new ArrayList<>();
    if (ice.turnUrls().isEmpty()) {
      findings.add(
          Finding.note(
              "turn",
              "turn.urls names no relay: calls fail where a firewall keeps two browsers apart"));
    }
    TurnProbe probe = new TurnProbe(ice.turnSecret(), now);
    List<String> urls = new ArrayList<>(ice.stunUrls());
    urls.addAll(ice.turnUrls());
    for (String url : urls) {
      String about = url.startsWith("turn") ? "turn" : "stun";
      findings.add(
          probe
              .trouble(url)
              .map(trouble -> Finding.wrong(about, url + ": " + trouble))
              .orElseGet(() -> Finding.ok(about, url)));
    }
    return findings;
  }

  private static Finding mail(NotifySettings notices) {
    Optional<SmtpSettings> mail = notices.mail();
    if (mail.isEmpty()) {
      return Finding.note(
          "mail",
          "mail.host names no mail server: nobody gets a confirmation, an answer or a notice");
    }
    String where = mail.get().host() + ":" + mail.get().port();
    return MailProbe.trouble(mail.get(), notices.allow())
        .map(trouble -> Finding.wrong("mail", where + ": " + trouble))
        .orElseGet(() -> Finding.ok("mail", where));
  }
}
