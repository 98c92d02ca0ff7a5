package dev.covey.dist.checkout;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs bash with the functions of {@code tools/} at hand. */
final class Bash {
    static final Path ROOT = Path.of(System.getProperty("covey.root", "..")).toAbsolutePath();

    /** What a script said and how it ended. */
    record Result(int exit, String out, String err) {}

    private Bash() {}

    /**
     * Runs a script after sourcing every file of {@code tools/}.
     *
     * @param root what the script takes for the checkout
     * @param environment added to this process's
     */
    static Result withTools(Path root, Map<String, String> environment, String script) {
        String source =
                """
                root='%s'
                for part in versions lib jdk maven node xray build test; do
                    . '%s'/tools/$part.sh
                done
                """
                        .formatted(root, ROOT);
        return run(environment, "bash", "-c", source + script);
    }

    static Result run(Map<String, String> environment, String... command) {
        try {
            File out = Files.createTempFile("covey-test", ".out").toFile();
            File err = Files.createTempFile("covey-test", ".err").toFile();
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out).redirectError(err);
            builder.environment().remove("COVEY_XRAY");
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Expected the script to end within 60 s.");
            }
            Result result =
                    new Result(
                            process.exitValue(),
                            Files.readString(out.toPath()),
                            Files.readString(err.toPath()));
            Files.delete(out.toPath());
            Files.delete(err.toPath());
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes a script that can be started. */
    static Path program(Path file, String text) throws IOException {
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("Expected to make " + file + " executable.");
        }
        return file;
    }
}
