package dev.covey.master.provision;

import dev.covey.model.Endpoint;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings one server into the cluster. Every step that changes the server leaves behind how it is
 * undone; when a later one fails, all are undone in reverse. Blocks; for one thread, used once.
 */
public final class Installation {

    /** The link to the program's folder; as the installation script has it. */
    private static final String HOME = "/opt/covey";

    private static final String LINK = "/usr/local/bin/covey";
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int READY_TRIES = 240;

    private final Order order;
    private final Progress progress;
    private final Pause pause;
    private final Deque<String> undo = new ArrayDeque<>();

    /** Lets a little time pass between two looks. */
    @FunctionalInterface
    public interface Pause {
        /** Returns after about half a second. */
        void pause();
    }

    /** An installation that reports to {@code progress}. */
    public Installation(Order order, Progress progress, Pause pause) {
        this.order = order;
        this.progress = progress;
        this.pause = pause;
    }

    /** Does it and returns the id of the new node. */
    public String run(Ssh ssh) {
        progress.started(Stage.CONNECT);
        try (Shell shell = ssh.login(order.server(), order.hostKey(), order.login())) {
            Root root = Root.find(shell, order.server(), order.login());
            progress.ended(Stage.CONNECT, "logged in as " + order.server());
            try {
                check(shell, root);
                String archive = upload(shell, root);
                install(root, archive);
                String node = join(root);
                verify(node);
                tidy(root, archive);
                return node;
            } catch (RuntimeException e) {
                rollBack(root);
                throw e;
            }
        }
    }

    /** The node serves by now: what is left behind in /tmp is no failure. */
    private void tidy(Root root, String archive) {
        try {
            if (!archive.isEmpty()) {
                root.run("rm -rf " + Root.quote(directoryOf(archive)), "", SHORT);
            }
        } catch (ProblemException e) {
            progress.log("the package is left in " + directoryOf(archive));
        }
    }

    private void check(Shell shell, Root root) {
        progress.started(Stage.CHECK);
        Facts facts = Facts.gather(root);
        progress.log(facts.toString());
        facts.check();
        checkReach(root);
        Shell.Result clock = shell.run("date -u '+%F %T'", "", SHORT);
        progress.ended(Stage.CHECK, "its clock says " + clock.output().strip() + " UTC");
    }

    private void checkReach(Root root) {
        for (Endpoint master : order.masters()) {
            String command =
                    "timeout 5 bash -c "
                            + Root.quote("</dev/tcp/" + master.host() + "/" + master.port());
            if (root.run(command, "", SHORT).ok()) {
                progress.log("reaches " + master);
                return;
            }
            progress.log("does not reach " + master);
        }
        throw failed(
                "cluster_unreachable",
                "Expected the server to reach a master at %s, but it reaches none. Open these ports"
                                .formatted(order.masters())
                        + " towards the masters.");
    }

    /** Returns where the package lies on the server; empty if it is installed there already. */
    private String upload(Shell shell, Root root) {
        progress.started(Stage.UPLOAD);
        if (root.run("test -e " + folder() + "/.complete", "", SHORT).ok()) {
            progress.ended(Stage.UPLOAD, "the server has this version already");
            return "";
        }
        long size = sizeOfBundle();
        String directory =
                shell.run("mktemp -d /tmp/covey-install.XXXXXXXX", "", SHORT).output().strip();
        if (!directory.matches("/tmp/covey-install\\.[A-Za-z0-9]{8}")) {
            throw failed(
                    "install_failed",
                    "Expected to make a directory in /tmp of the server, but that failed.");
        }
        undo.push("rm -rf " + Root.quote(directory));
        String archive = directory + "/covey.tar.gz";
        AtomicInteger tenths = new AtomicInteger();
        shell.send(
                order.bundle(),
                archive,
                sent -> {
                    int now = (int) (10 * sent / size);
                    if (now < 10 && tenths.getAndSet(now) != now) {
                        progress.log("sent %d of %d MiB".formatted(sent >> 20, size >> 20));
                    }
                });
        String check = "echo '%s  %s' | sha256sum -c --status".formatted(order.digest(), archive);
        root.must("receive the package undamaged", check, "", LONG);
        progress.ended(Stage.UPLOAD, "all %d MiB are there, undamaged".formatted(size >> 20));
        return archive;
    }

    /** Each version has a folder of its own, so that one that runs keeps its files. */
    private String folder() {
        return HOME + "-" + order.digest().substring(0, 16);
    }

    private long sizeOfBundle() {
        try {
            return Math.max(1, Files.size(order.bundle()));
        } catch (IOException e) {
            throw failed(
                    "package_missing",
                    "Expected the package of Covey at %s, but it cannot be read. Make it with"
                                    .formatted(order.bundle())
                            + " './dev package'.");
        }
    }

    private void install(Root root, String archive) {
        progress.started(Stage.INSTALL);
        if (!archive.isEmpty()) {
            String fresh = folder() + ".new";
            undo.push("rm -rf %s %s".formatted(fresh, folder()));
            root.must(
                    "unpack the package",
                    "rm -rf %1$s %3$s && mkdir -p %1$s && tar xzf %2$s -C %1$s --strip 1"
                            .formatted(fresh, Root.quote(archive), folder()),
                    "",
                    LONG);
            root.must("run Covey", fresh + "/bin/covey --version", "", SHORT);
            root.must(
                    "put the program in place",
                    "mv %s %s && touch %s/.complete".formatted(fresh, folder(), folder()),
                    "",
                    SHORT);
        }
        link(root);
        progress.ended(Stage.INSTALL, "Covey " + order.version() + " is in " + folder());
    }

    /** Points both links at this version, each in one step; undone, they point where they did. */
    private void link(Root root) {
        String before = root.run("readlink " + HOME, "", SHORT).output().strip();
        undo.push(
                before.isEmpty()
                        ? "rm -f %s %s".formatted(HOME, LINK)
                        : "ln -sfn %s %s".formatted(Root.quote(before), HOME));
        root.must(
                "link the program",
                "ln -sfn %1$s %2$s.new && mv -T %2$s.new %2$s && mkdir -p /usr/local/bin && ln -sfn"
                                .formatted(folder(), HOME)
                        + " %1$s/bin/covey %2$s.new && mv -T %2$s.new %2$s".formatted(HOME, LINK),
                "",
                SHORT);
    }

    private String join(Root root) {
        progress.started(Stage.JOIN);
        StringBuilder command = new StringBuilder(HOME + "/bin/covey join - --service");
        command.append(" --public-address ").append(Root.quote(order.server().host()));
        if (!order.name().isEmpty()) {
            command.append(" --node-name ").append(Root.quote(order.name()));
        }
        if (!order.zone().isEmpty()) {
            command.append(" --zone ").append(Root.quote(order.zone()));
        }
        undo.push(HOME + "/bin/covey uninstall --yes >/dev/null 2>&1");
        String output =
                root.must(
                        "join the cluster",
                        command.toString(),
                        order.joinString().get() + "\n",
                        LONG);
        String node = output.strip();
        node = node.substring(node.lastIndexOf('\n') + 1).strip();
        progress.ended(Stage.JOIN, "it is node " + node);
        return node;
    }

    private void verify(String node) {
        progress.started(Stage.VERIFY);
        for (int i = 0; i < READY_TRIES; i++) {
            if (order.ready().test(node)) {
                progress.ended(Stage.VERIFY, "the node is Ready");
                return;
            }
            pause.pause();
        }
        throw failed(
                "node_not_ready",
                "Expected node '%s' to report to the cluster, but it does not. See 'journalctl -u"
                                .formatted(node)
                        + " covey' or /var/lib/covey/log on the server.");
    }

    private void rollBack(Root root) {
        progress.log("it failed; undoing what was done to the server");
        while (!undo.isEmpty()) {
            String command = undo.pop();
            try {
                root.run(command, "", LONG);
            } catch (ProblemException e) {
                progress.log("could not be undone: " + command);
            }
        }
    }

    private static String directoryOf(String archive) {
        return archive.substring(0, archive.lastIndexOf('/'));
    }

    private static ProblemException failed(String code, String message) {
        return new ProblemException(new Problem.Failed(code, message));
    }
}
