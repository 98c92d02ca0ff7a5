package dev.covey.cli;

import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.command.AccountCommands;
import dev.covey.cli.command.ClusterCommands;
import dev.covey.cli.command.CompletionCommand;
import dev.covey.cli.command.InboundCommands;
import dev.covey.cli.command.MasterCommands;
import dev.covey.cli.command.NodeCommands;
import dev.covey.cli.command.OperationCommands;
import dev.covey.cli.command.QuorumCommands;
import dev.covey.cli.command.Root;
import dev.covey.cli.command.RouteCommands;
import dev.covey.cli.command.UserCommands;
import dev.covey.cli.output.Cells;
import dev.covey.model.ProblemException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts the command line together; the program adds the commands of a node to it. */
public final class Cli {

    private static final String COMPLETION = "completion";
    private static final int LONGEST_MESSAGE = 2000;
    private static final int MOST_SUGGESTIONS = 3;

    private Cli() {}

    /** All commands that talk to a master, by name; each is made when it is asked for. */
    public static Map<String, Supplier<CommandLine>> commands(InstantSource clock) {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        for (Method method : CommandLine.getCommandMethods(Root.class, null)) {
            String name = method.getAnnotation(CommandLine.Command.class).name();
            commands.put(name, () -> new CommandLine(method));
        }
        commands.put("cluster", () -> new CommandLine(new ClusterCommands()));
        commands.put("node", () -> new CommandLine(new NodeCommands(clock)));
        commands.put("master", () -> new CommandLine(new MasterCommands()));
        commands.put("quorum", () -> new CommandLine(new QuorumCommands()));
        commands.put("inbound", () -> new CommandLine(new InboundCommands()));
        commands.put("route", () -> new CommandLine(new RouteCommands()));
        commands.put("user", () -> new CommandLine(new UserCommands(clock)));
        commands.put("operation", () -> new CommandLine(new OperationCommands(clock)));
        commands.put("admin", () -> new CommandLine(new AccountCommands.Admins()));
        commands.put("token", () -> new CommandLine(new AccountCommands.Tokens(clock)));
        commands.put("audit", () -> new CommandLine(new AccountCommands.Audit()));
        commands.put(COMPLETION, () -> new CommandLine(new CompletionCommand()));
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
        line.registerConverter(Path.class, Cli::path);
        line.registerConverter(BigDecimal.class, Cli::number);
        line.setExpandAtFiles(false); // an argument is itself, whatever it begins with
        line.setParameterExceptionHandler((e, _) -> misused(e));
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
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, Examples::of);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("is not the name of a file");
        }
    }

    /** Without an exponent, which could make a short text a number of a billion digits. */
    private static BigDecimal number(String text) {
        if (!text.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw new TypeConversionException("is not a number");
        }
        return new BigDecimal(text);
    }

    private static int misused(ParameterException e) {
        CommandLine line = e.getCommandLine();
        boolean group = !line.getSubcommands().isEmpty();
        if (group && e.getClass() == ParameterException.class) {
            line.usage(line.getErr()); // the command is missing: say which there are
        }
        String found =
                e instanceof UnmatchedArgumentException unmatched
                        ? unexpected(unmatched)
                        : String.valueOf(e.getMessage()).strip();
        String name = line.getCommandSpec().qualifiedName();
        String one = found.replace('\n', ' ');
        return said(line, "%s. See '%s --help'.".formatted(one, name), ExitCode.USAGE);
    }

    private static String unexpected(UnmatchedArgumentException e) {
        String near =
                e.getSuggestions().stream()
                        .limit(MOST_SUGGESTIONS)
                        .collect(Collectors.joining(", "));
        return "Expected no '%s' here%s"
                .formatted(
                        String.join(" ", e.getUnmatched()),
                        near.isEmpty() ? "" : "; did you mean: " + near);
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
                    said(
                            line,
                            String.valueOf(refusal.getMessage()).replace('\n', '?'),
                            refusal.exit());
            case ProblemException problem ->
                    said(line, problem.problem().message(), ExitCode.of(problem.problem()));
            default -> said(line, "This should not have happened: " + e, ExitCode.FAILED);
        };
    }

    private static int said(CommandLine line, String message, ExitCode exit) {
        String safe = Cells.safe(message);
        boolean longer = safe.length() > LONGEST_MESSAGE;
        line.getErr()
                .println("covey: " + (longer ? safe.substring(0, LONGEST_MESSAGE) + "…" : safe));
        line.getErr().flush();
        return exit.number();
    }
}
