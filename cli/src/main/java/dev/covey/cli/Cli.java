package dev.covey.cli;

import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.command.AccountCommands;
import dev.covey.cli.command.ClusterCommands;
import dev.covey.cli.command.InboundCommands;
import dev.covey.cli.command.MasterCommands;
import dev.covey.cli.command.NodeCommands;
import dev.covey.cli.command.OperationCommands;
import dev.covey.cli.command.Root;
import dev.covey.cli.command.RouteCommands;
import dev.covey.cli.command.UserCommands;
import dev.covey.model.ProblemException;
import java.time.InstantSource;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Puts the command line together; the program adds the commands of a node to it. */
public final class Cli {

    private Cli() {}

    /** All commands that talk to a master. */
    public static CommandLine commandLine(InstantSource clock, String version) {
        CommandLine line = new CommandLine(new Root());
        line.getCommandSpec().version("covey " + version).mixinStandardHelpOptions(true);
        line.addSubcommand(new ClusterCommands());
        line.addSubcommand(new NodeCommands());
        line.addSubcommand(new MasterCommands());
        line.addSubcommand(new InboundCommands());
        line.addSubcommand(new RouteCommands());
        line.addSubcommand(new UserCommands(clock));
        line.addSubcommand(new OperationCommands());
        line.addSubcommand(new AccountCommands.Admins());
        line.addSubcommand(new AccountCommands.Tokens(clock));
        line.addSubcommand(new AccountCommands.Audit());
        line.addSubcommand("completion", new AutoComplete.GenerateCompletion());
        return line;
    }

    /** Gives every command its help and its way to refuse; to be called when all are there. */
    public static CommandLine finish(CommandLine line) {
        helped(line);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(Cli::refused);
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    private static void helped(CommandLine line) {
        line.getSubcommands()
                .forEach(
                        (_, sub) -> {
                            CommandSpec spec = sub.getCommandSpec();
                            if (!spec.optionsMap().containsKey("--help") && !spec.helpCommand()) {
                                spec.addOption(help());
                            }
                            helped(sub);
                        });
    }

    /** Not the library's mixin: added late, that shifts the parameters of commands in methods. */
    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .description("Show this help.")
                .build();
    }

    private static int refused(Exception e, CommandLine line, ParseResult parsed) {
        if (parsed.isUsageHelpRequested()) {
            return ExitCode.USAGE.number();
        }
        return switch (e) {
            case Refusal refusal ->
                    said(line, String.valueOf(refusal.getMessage()), refusal.exit());
            case ProblemException problem ->
                    said(line, problem.problem().message(), ExitCode.of(problem.problem()));
            default -> said(line, "This should not have happened: " + e, ExitCode.FAILED);
        };
    }

    private static int said(CommandLine line, String message, ExitCode exit) {
        line.getErr().println("covey: " + message.replaceAll("[\\p{Cntrl}&&[^\n]]", "?"));
        line.getErr().flush();
        return exit.number();
    }
}
