package dev.covey.dist.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository that people write. */
final class Repository {
    static final Path ROOT = Path.of(System.getProperty("covey.root", "..")).toAbsolutePath();

    private static final Set<String> SKIPPED =
            Set.of(".git", "target", "build", "node_modules", ".idea", ".vscode", "test-results");

    private static final List<Path> FILES = walk();

    private Repository() {}

    /** All files whose name ends in one of {@code endings}, relative to {@link #ROOT}, sorted. */
    static List<Path> files(String... endings) {
        return FILES.stream()
                .filter(file -> List.of(endings).stream().anyMatch(file.toString()::endsWith))
                .toList();
    }

    /** Java sources of programs ({@code main}) or tests ({@code test}) of all modules. */
    static List<Path> java(String kind) {
        return files(".java").stream()
                .filter(file -> file.toString().contains("/src/" + kind + "/java/"))
                .toList();
    }

    static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> walk() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new Collector(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final List<Path> files;

        Collector(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            boolean skip =
                    (name != null && SKIPPED.contains(name.toString()))
                            || folder.endsWith("console/dist");
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(ROOT.relativize(file));
            return FileVisitResult.CONTINUE;
        }
    }
}
