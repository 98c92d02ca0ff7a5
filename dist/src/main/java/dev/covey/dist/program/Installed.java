package dev.covey.dist.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that the installation script, or a master over SSH, put on this machine: a folder for
 * each version, a link beside them to the newest, and a link on the path. Not a checkout, nor what
 * a package of the distribution holds. For one thread.
 */
public final class Installed {

    private static final String MARK = ".complete";
    private static final Path ON_PATH = Path.of("/usr/local/bin/covey");

    private final Path folder;

    private Installed(Path folder) {
        this.folder = folder;
    }

    /**
     * The installed program that lies here, if it is one.
     *
     * @param home where the program lies; may be a link
     */
    public static Optional<Installed> at(Path home) throws IOException {
        Path folder = home.toRealPath();
        return Files.exists(folder.resolve(MARK))
                ? Optional.of(new Installed(folder))
                : Optional.empty();
    }

    /** True if another process than this one runs from it. */
    public boolean runs() throws IOException {
        return runsFrom(folder);
    }

    /** Removes every version that nothing runs from, and the links to them. */
    public void remove() throws IOException {
        List<String> links = Files.readAllLines(folder.resolve(MARK));
        Path newest = folder.resolveSibling("covey");
        removeLink(ON_PATH);
        for (String link : links) {
            removeLink(Path.of(link));
        }
        removeLink(newest);
        for (Path version : versions()) {
            if (version.equals(folder) || !runsFrom(version)) {
                erase(version);
            }
        }
    }

    private List<Path> versions() throws IOException {
        try (Stream<Path> files = Files.list(folder.getParent())) {
            return files.filter(file -> name(file).startsWith("covey-"))
                    .filter(file -> Files.exists(file.resolve(MARK)))
                    .toList();
        }
    }

    private void removeLink(Path link) throws IOException {
        if (Files.isSymbolicLink(link) && link.toRealPath().startsWith(folder)) {
            Files.delete(link);
        }
    }

    private static boolean runsFrom(Path folder) throws IOException {
        String self = String.valueOf(ProcessHandle.current().pid());
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    // Beside the numbers there are links to who looks.
                    .filter(process -> name(process).matches("[0-9]+"))
                    .filter(process -> !name(process).equals(self))
                    .anyMatch(process -> runs(process, folder));
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static boolean runs(Path process, Path folder) {
        try {
            return Files.readString(process.resolve("cmdline")).startsWith(folder + "/runtime/");
        } catch (IOException e) {
            return false; // no process, or one that has ended
        }
    }

    private static void erase(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
