package dev.covey.raft.process;

import dev.covey.raft.Lab;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A process that answers lines with lines. */
public final class Child implements AutoCloseable {

    private final Process process;
    private final Writer in;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
    private final CompletableFuture<String> started = new CompletableFuture<>();

    private Child(Process process) {
        this.process = process;
        this.in =
                new BufferedWriter(
                        new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        asked.put("0", started);
        Thread.ofPlatform().daemon().start(this::listen);
    }

    /** Runs a class of this program with a small heap; what it says to nobody goes to a file. */
    public static Child run(Class<?> main, List<String> jvm, Path log, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx96m", "-XX:-UsePerfData"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        File errors = log.toFile();
        try {
            return new Child(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(errors))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it runs. */
    public Child awaitStart() {
        answer(started);
        return this;
    }

    private void listen() {
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                int space = line.indexOf(' ');
                CompletableFuture<String> waiting =
                        space < 0 ? null : asked.remove(line.substring(0, space));
                if (waiting != null) {
                    waiting.complete(line.substring(space + 1));
                }
            }
        } catch (IOException e) {
            started.completeExceptionally(e);
        }
        asked.values().forEach(waiting -> waiting.complete("gone"));
    }

    /** Asks; ends with "gone" if the process has ended. */
    public CompletableFuture<String> ask(String question) {
        String number = Long.toString(numbers.incrementAndGet());
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.put(number, answer);
        try {
            synchronized (in) {
                in.write(number + " " + question + "\n");
                in.flush();
            }
        } catch (IOException e) {
            asked.remove(number);
            answer.complete("gone");
        }
        return answer;
    }

    /** Asks and waits, within a generous bound. */
    public String tell(String question) {
        return answer(ask(question));
    }

    static String answer(CompletableFuture<String> waiting) {
        try {
            return waiting.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    /** Sends a signal: STOP, CONT or KILL. What is stopped does nothing more once this returns. */
    public void signal(String name) {
        try {
            int status =
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .start()
                            .waitFor();
            if (status != 0) {
                throw new AssertionError("kill -" + name + " failed");
            }
            if (name.equals("STOP")) {
                Lab.until(this::isStopped);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** On a busy machine a thread may run on for a while after the signal was sent. */
    private boolean isStopped() {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path thread : all) {
                if (!Files.readString(thread.resolve("stat")).contains(") T ")) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false; // a thread has ended meanwhile
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
