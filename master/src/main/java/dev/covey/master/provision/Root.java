package dev.covey.master.provision;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.time.Duration;

/** Runs commands as root over a login: directly, by sudo without, or by sudo with the password. */
final class Root {

    private enum Way {
        DIRECT,
        SUDO,
        SUDO_WITH_PASSWORD
    }

    private final Shell shell;
    private final Way way;
    private final String password;

    private Root(Shell shell, Way way, String password) {
        this.shell = shell;
        this.way = way;
        this.password = password;
    }

    /** Finds the way; a user who cannot become root is refused. */
    static Root find(Shell shell, Server server, Login login) {
        Duration bound = Duration.ofSeconds(20);
        if (shell.run("id -u", "", bound).output().strip().equals("0")) {
            return new Root(shell, Way.DIRECT, "");
        }
        if (shell.run("sudo -n true", "", bound).ok()) {
            return new Root(shell, Way.SUDO, "");
        }
        if (login instanceof Login.Password password) {
            Root root = new Root(shell, Way.SUDO_WITH_PASSWORD, password.value());
            if (root.run("true", "", bound).ok()) {
                return root;
            }
        }
        throw new ProblemException(
                new Problem.Failed(
                        "not_root",
                        "Expected %s to be root or to use sudo, but neither works. Be root or"
                                        .formatted(server)
                                + " allow sudo for this user."));
    }

    /** Runs a shell command as root with this on its standard input. */
    Shell.Result run(String command, String input, Duration bound) {
        String quoted = "sh -c " + quote(command);
        return switch (way) {
            case DIRECT -> shell.run(quoted, input, bound);
            case SUDO -> shell.run("sudo -n " + quoted, input, bound);
            case SUDO_WITH_PASSWORD ->
                    // Without -k a remembered login would leave the password to the command.
                    shell.run("sudo -k -S -p '' " + quoted, password + "\n" + input, bound);
        };
    }

    /** Runs a command that must succeed. */
    String must(String what, String command, String input, Duration bound) {
        Shell.Result result = run(command, input, bound);
        if (!result.ok()) {
            throw new ProblemException(
                    new Problem.Failed(
                            "install_failed",
                            "Expected to %s, but: %s".formatted(what, result.complaint())));
        }
        return result.output();
    }

    /** One word for a POSIX shell. */
    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
