package dev.covey.dist.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program that goes on running on a host. */
public final class Running implements AutoCloseable {

    private final Process process;
    private final Path log;

    Running(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** What it has printed so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True until it has ended. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Waits for its end, at most as long as the bound; returns its exit code. */
    public int await(Duration bound) {
        try {
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("still running after " + bound + ":\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a signal, such as {@code KILL}, to the program itself. */
    public void signal(String signal) {
        process.descendants()
                .forEach(p -> Shell.may("kill", "-" + signal, String.valueOf(p.pid())));
        // What entered the host for it (nsenter of util-linux) stops with it and, when it goes on,
        // has it go on, too; stopped, it would not notice its end.
        if (!signal.equals("STOP")) {
            Shell.may("kill", "-CONT", String.valueOf(process.pid()));
        }
    }

    /** Ends it at once. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
