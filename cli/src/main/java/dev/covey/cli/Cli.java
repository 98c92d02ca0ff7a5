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
import java.lang.reflect.Method;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Puts the command line together; the program adds the commands of a node to it. */
public final class Cli {

    private static final String COMPLETION = "completion";

    private Cli() {}

    /** All commands that talk to a master, by name; each is made when it is asked for. */
    public static Map<String, Supplier<CommandLine>> commands(InstantSource clock) {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        for (Method method : CommandLine.getCommandMethods(Root.class, null)) {
            String name = method.getAnnotation(CommandLine.Command.class).name();
            commands.put(name, () -> new CommandLine(method));
        }
        commands.put("cluster", () -> new CommandLine(new ClusterCommands()));
        commands.put("node", () -> new CommandLine(new NodeCommands()));
        commands.put("master", () -> new CommandLine(new MasterCommands()));
        commands.put("inbound", () -> new CommandLine(new InboundCommands()));
        commands.put("route", () -> new CommandLine(new RouteCommands()));
        commands.put("user", () -> new CommandLine(new UserCommands(clock)));
        commands.put("operation", () -> new CommandLine(new OperationCommands()));
        commands.put("admin", () -> new CommandLine(new AccountCommands.Admins()));
        commands.put("token", () -> new CommandLine(new AccountCommands.Tokens(clock)));
        commands.put("audit", () -> new CommandLine(new AccountCommands.Audit()));
        commands.put(COMPLETION, () -> new CommandLine(new AutoComplete.GenerateCompletion()));
        return commands;
    }

    /**
     * The command line for these arguments. It knows the command that they begin with and no other,
     * since most of the time of a short command would go into reading what the others are; all of
     * them if the arguments begin with none.
     */
    public static CommandLine commandLine(
            String version, Map<String, Supplier<CommandLine>> commands, String... arguments) {
        CommandLine line = new CommandLine(new Root());
        line.getCommandSpec().version("covey " + version).mixinStandardHelpOptions(true);
        String first = arguments.length == 0 ? "" : arguments[0];
        commands.forEach(
                (name, command) -> {
                    if (name.equals(first) || !commands.containsKey(first) || isAboutAll(first)) {
                        line.addSubcommand(name, command.get());
                    }
                });
        helped(line);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(Cli::refused);
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    private static boolean isAboutAll(String command) {
        return command.equals(COMPLETION);
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
