package dev.covey.dist.directory;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;

/** The layout of one data directory. Holds no file open except through {@link #lock()}. */
public final class DataDirectory {

    /** The format that this version reads and writes. */
    public static final int FORMAT = 1;

    private final Path root;

    /** A directory that need not exist yet. */
    public DataDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The directory itself. */
    public Path root() {
        return root;
    }

    /** Keys and certificates. */
    public Path pki() {
        return root.resolve("pki");
    }

    /** The database. */
    public Path store() {
        return root.resolve("store");
    }

    /** The worker's desired state and counters. */
    public Path agent() {
        return root.resolve("agent");
    }

    /** The signed list of masters. */
    public Path masters() {
        return root.resolve("masters.json");
    }

    /** How root on this machine reaches the API without logging in; written by a running master. */
    public Path local() {
        return root.resolve("run").resolve("local.json");
    }

    /** Holds the number of the process that runs the node once that can do its work. */
    public Path ready() {
        return root.resolve("run").resolve("ready");
    }

    /** The first administrator's password, until the first login. */
    public Path adminPassword() {
        return root.resolve("admin-password");
    }

    /** Is there until what a new cluster needs to be of use was made. */
    public Path firstSteps() {
        return root.resolve("first-steps");
    }

    /** Logs of programs that Covey runs. */
    public Path log() {
        return root.resolve("log");
    }

    /** True if a node lives here. */
    public boolean inUse() {
        return Files.exists(root.resolve("node.json"), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Refuses unless the directory is empty or not there, so that undoing never erases others'
     * files.
     */
    public void checkEmpty() {
        boolean empty =
                io(
                        "look into the data directory",
                        () -> {
                            if (!Files.exists(root)) {
                                return true;
                            }
                            try (Stream<Path> files = Files.list(root)) {
                                return files.allMatch(f -> f.endsWith("lock"));
                            }
                        });
        if (!empty) {
            throw new ProblemException(
                    new Problem.Conflict(
                            "data_directory_not_empty",
                            "Expected %s to be empty, but there are files in it. Choose another"
                                            .formatted(root)
                                    + " --data-dir or clear it."));
        }
    }

    /** Moves the whole directory aside, to a name that says which cluster it belonged to. */
    public Path moveAside() {
        String cluster = node().map(n -> n.clusterId().substring(0, 8)).orElse("unknown");
        return io(
                "move the data directory aside",
                () -> {
                    Path target = root.resolveSibling(root.getFileName() + ".left-" + cluster);
                    for (int i = 2; Files.exists(target); i++) {
                        target =
                                root.resolveSibling(
                                        root.getFileName() + ".left-" + cluster + "." + i);
                    }
                    return Files.move(root, target);
                });
    }

    /** Makes the directory and its parts, readable by the owner only. */
    public void prepare() {
        io(
                "make the data directory",
                () -> {
                    for (Path dir : new Path[] {root, pki(), store(), agent(), log()}) {
                        Files.createDirectories(dir);
                        Files.setPosixFilePermissions(
                                dir, PosixFilePermissions.fromString("rwx------"));
                    }
                    Files.createDirectories(local().getParent());
                    Files.writeString(root.resolve("format"), FORMAT + "\n");
                    return root;
                });
    }

    /** Refuses a directory that another version of Covey wrote. */
    public void checkFormat() {
        String found = io("read the format of the data directory", this::readFormat);
        if (!found.equals(String.valueOf(FORMAT))) {
            throw new ProblemException(
                    new Problem.Conflict(
                            "data_directory_format",
                            "Expected %s to have format %d, but it has format '%s'. Run the version"
                                            .formatted(root, FORMAT, found)
                                    + " of Covey that wrote it, or choose another --data-dir."));
        }
    }

    private String readFormat() throws IOException {
        try {
            String text = Files.readString(root.resolve("format")).strip();
            return text.length() > 20 ? text.substring(0, 20) : text;
        } catch (NoSuchFileException e) {
            return "unknown";
        }
    }

    /** The node that lives here, if there is one. */
    public Optional<NodeFile> node() {
        if (!inUse()) {
            return Optional.empty();
        }
        checkFormat();
        byte[] json = io("read node.json", () -> Files.readAllBytes(root.resolve("node.json")));
        return Optional.of(Json.read(json, NodeFile.class));
    }

    /** Says which node lives here. */
    public void write(NodeFile node) {
        io("write node.json", () -> writeAtomically(root.resolve("node.json"), node));
    }

    private static Path writeAtomically(Path file, Object value) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        java.util.Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            channel.write(
                    java.nio.ByteBuffer.wrap(
                            (Json.text(value) + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        return Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes the directory for this process; another that holds it is named. */
    public DirectoryLock lock() {
        return DirectoryLock.take(root.resolve("lock"));
    }

    /** True while the process that holds the directory can do its work. */
    public boolean isReady() {
        Optional<String> ready =
                io(
                        "look whether the node is ready",
                        () -> {
                            try {
                                return Optional.of(Files.readString(ready()).strip());
                            } catch (NoSuchFileException e) {
                                return Optional.<String>empty();
                            }
                        });
        // A process that was killed leaves the file behind.
        return ready.isPresent() && ready.equals(holder());
    }

    /** The number of the process that holds the directory, if one does. */
    public Optional<String> holder() {
        return DirectoryLock.holder(root.resolve("lock"));
    }

    /** Deletes all that is here. For a directory that was just made and whose making failed. */
    public void erase() {
        io(
                "erase " + root,
                () -> {
                    if (!Files.exists(root)) {
                        return root;
                    }
                    try (Stream<Path> tree = Files.walk(root)) {
                        for (Path path :
                                tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                            Files.deleteIfExists(path);
                        }
                    }
                    return root;
                });
    }

    private interface Work<T> {
        T get() throws IOException;
    }

    private <T> T io(String what, Work<T> work) {
        try {
            return work.get();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed(
                            "data_directory",
                            "Expected to %s in %s, but it failed: %s. %s"
                                    .formatted(what, root, reason(e), remedy(e))));
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.nio.file.FileSystemException f when f.getReason() != null -> f.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static String remedy(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("No space left")) {
            return "Free some space or choose another --data-dir.";
        }
        return e instanceof java.nio.file.AccessDeniedException
                ? "Run as root or choose a --data-dir of your own."
                : "Mend it or choose another --data-dir.";
    }
}
