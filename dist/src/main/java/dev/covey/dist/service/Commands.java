package dev.covey.dist.service;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs short commands of the machine. */
final class Commands {

    private Commands() {}

    /** Runs a command and returns its exit code; a program that is not there counts as 127. */
    static int run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor();
        } catch (IOException e) {
            return 127;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Runs a command that must succeed; its last words are told if it does not. */
    static void must(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] output = process.getInputStream().readNBytes(64 * 1024);
            if (process.waitFor() != 0) {
                throw failed(command, new String(output, StandardCharsets.UTF_8).strip());
            }
        } catch (IOException e) {
            throw failed(command, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(command, "interrupted");
        }
    }

    static ProblemException failed(String[] command, String why) {
        return new ProblemException(
                new Problem.Failed(
                        "service_failed",
                        "Expected '%s' to succeed, but: %s"
                                .formatted(String.join(" ", List.of(command)), why)));
    }
}
