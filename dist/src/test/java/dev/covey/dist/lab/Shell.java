package dev.covey.dist.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs short commands to their end. */
final class Shell {

    /**
     * How a command ended.
     *
     * @param output of both streams
     */
    record Result(int exit, String output) {

        /** The output of a command that must have succeeded. */
        String orThrow(List<String> command) {
            if (exit != 0) {
                throw new IllegalStateException(
                        "exit " + exit + " from " + String.join(" ", command) + "\n" + output);
            }
            return output;
        }
    }

    private Shell() {}

    /** Runs a command; one that takes longer than the bound is killed. */
    static Result run(Duration bound, List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            Thread killer =
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                                        process.descendants()
                                                .forEach(ProcessHandle::destroyForcibly);
                                        process.destroyForcibly();
                                    }
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            killer.interrupt();
            return new Result(exit, output);
        } catch (IOException e) {
            return new Result(127, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command that must succeed within ten seconds. */
    static String must(String... command) {
        return run(Duration.ofSeconds(10), List.of(command)).orThrow(List.of(command));
    }

    /** Runs a command whose success does not matter. */
    static void may(String... command) {
        run(Duration.ofSeconds(10), List.of(command));
    }
}
