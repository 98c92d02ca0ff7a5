package dev.covey.master.provision;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.LongConsumer;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** A login on a server: runs commands and sends files. For one thread at a time. */
public final class Shell implements AutoCloseable {

    private static final int MOST_OUTPUT = 64 * 1024;
    private static final int BLOCK = 256 * 1024;

    private final ClientSession session;

    Shell(ClientSession session) {
        this.session = session;
    }

    /**
     * How a command ended.
     *
     * @param output standard output, at most 64 KiB of it
     * @param error standard error, at most 64 KiB of it
     */
    public record Result(int exit, String output, String error) {

        /** True if it succeeded. */
        public boolean ok() {
            return exit == 0;
        }

        /** The last line of what it complained about, for people. */
        public String complaint() {
            String all = (error.isBlank() ? output : error).strip();
            String last = all.substring(all.lastIndexOf('\n') + 1).strip();
            return last.isEmpty() ? "exit code " + exit : last.replaceAll("\\p{Cntrl}", "?");
        }
    }

    /** Runs a command with this on its standard input. */
    public Result run(String command, String input, Duration bound) {
        try (ChannelExec channel = session.createExecChannel(command);
                BoundedOutput out = new BoundedOutput(MOST_OUTPUT);
                BoundedOutput err = new BoundedOutput(MOST_OUTPUT)) {
            channel.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(Duration.ofSeconds(10));
            var ended = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), bound);
            if (ended.contains(ClientChannelEvent.TIMEOUT)) {
                throw failed("a command took longer than " + bound.toSeconds() + " s");
            }
            Integer exit = channel.getExitStatus();
            if (exit == null) {
                throw failed("the connection broke off");
            }
            return new Result(exit, out.text(), err.text());
        } catch (IOException e) {
            throw failed("the connection failed: " + e.getMessage());
        }
    }

    /**
     * Sends a file; the consumer hears how many bytes are through. Needs no SFTP on the server,
     * only a shell.
     */
    public void send(Path file, String target, LongConsumer progress) {
        try (ChannelExec channel = session.createExecChannel("cat > " + Root.quote(target))) {
            channel.open().verify(Duration.ofSeconds(10));
            try (InputStream in = Files.newInputStream(file);
                    OutputStream out = channel.getInvertedIn()) {
                copy(in, out, progress);
            }
            var _ = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ofMinutes(1));
            Integer exit = channel.getExitStatus();
            if (exit == null || exit != 0) {
                throw failed("sending %s failed on the server".formatted(file.getFileName()));
            }
        } catch (IOException e) {
            throw failed("sending %s failed: %s".formatted(file.getFileName(), e.getMessage()));
        }
    }

    private static void copy(InputStream in, OutputStream out, LongConsumer progress)
            throws IOException {
        byte[] block = new byte[BLOCK];
        long sent = 0;
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            out.write(block, 0, n);
            sent += n;
            progress.accept(sent);
        }
    }

    private static ProblemException failed(String why) {
        return new ProblemException(new Problem.Failed("ssh_failed", "Over SSH " + why + "."));
    }

    @Override
    public void close() {
        session.close(true);
    }
}
