package org.indiretta.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done about admins from the command line; the group of its commands. */
@Command(
    name = "admin",
    description = "Admins, when nobody can sign in any more.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AdminCommand implements Runnable {
  @Spec CommandSpec spec;

  static CommandLine commandLine() {
    CommandLine create = new CommandLine(new AdminCreateCommand());
    ConfiguredCommand.addFlags(create.getCommandSpec());
    return new CommandLine(new AdminCommand()).addSubcommand(create);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: create");
  }
}
