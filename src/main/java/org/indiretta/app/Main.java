package org.indiretta.app;

import org.indiretta.backup.BackupRefused;
import org.indiretta.sql.DatabaseRefused;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command line of InDiretta. Exit codes: 0 done, 1 failed while running, 2 wrong command line
 * or configuration.
 */
@Command(
    name = "indiretta",
    description = "The live desk of a city hall.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  /**
   * Runs the command that the arguments name and ends the process with its exit code.
   *
   * @param arguments the command line without the program's name
   */
  public static void main(String[] arguments) {
    // Read once by the JDK: on TLS 1.2 a client could begin the costly handshake again and again.
    String _ = System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    for (ConfiguredCommand command :
        new ConfiguredCommand[] {
          new ServeCommand(),
          new CheckConfigCommand(),
          new BackupCommand(),
          new RestoreCommand(),
          new ErasuresCommand(),
          new DoctorCommand()
        }) {
      CommandLine sub = new CommandLine(command);
      ConfiguredCommand.addFlags(sub.getCommandSpec());
      commandLine.addSubcommand(sub);
    }
    commandLine.addSubcommand(AdminCommand.commandLine());
    return commandLine
        .setParameterExceptionHandler(Main::sayWhatThereIs)
        .setExecutionExceptionHandler(Main::sayWhatToDo);
  }

  /** Never one guess alone: what somebody meant to type may be far from what changes a database. */
  private static int sayWhatThereIs(CommandLine.ParameterException wrong, String[] arguments) {
    System.err.println(wrong.getMessage());
    wrong.getCommandLine().usage(System.err);
    return CommandLine.ExitCode.USAGE;
  }

  /** What people can mend is one sentence; only a fault of ours shows where it happened. */
  private static int sayWhatToDo(
      Exception thrown, CommandLine commandLine, CommandLine.ParseResult parsed) {
    if (thrown instanceof SettingsException) {
      System.err.println(thrown.getMessage());
      return 2;
    }
    if (thrown instanceof StartException
        || thrown instanceof DatabaseRefused
        || thrown instanceof BackupRefused) {
      System.err.println(thrown.getMessage());
      return 1;
    }
    thrown.printStackTrace(System.err);
    return 1;
  }

  /** Reads the version that the build wrote into the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"InDiretta " + (version == null ? "(not packaged)" : version)};
    }
  }
}
