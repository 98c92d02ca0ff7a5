package dev.covey.dist.acceptance;

import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Running;
import dev.covey.model.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A user's machine: an app that Covey's authors did not write, and a subscription link. */
final class Subscriber {

    private static final String GET =
            "curl -fs --connect-timeout 5 -m %d --socks5-hostname 127.0.0.1:2080 -o %s"
                    + " http://203.0.113.21/%s";

    private final Host host;
    private final AtomicInteger files = new AtomicInteger();
    private final String worker;

    /** Fetches the link, once. */
    Subscriber(Host host, String link) {
        this.host = host;
        // The cluster's own authority is unknown to a user's machine.
        host.run("curl -fsk -A sing-box '%s' > /root/config.json".formatted(link));
        JsonNode config = Json.readTree(Json.utf8(host.run("cat /root/config.json")));
        this.worker =
                config.path("outbounds")
                        .valueStream()
                        .filter(outbound -> outbound.path("type").asString("").equals("vless"))
                        .map(outbound -> outbound.path("server").asString())
                        .findFirst()
                        .orElseThrow();
    }

    /** Starts the app with what came, and nothing else. */
    void start(String app) {
        host.start("app", app + " run -c /root/config.json");
    }

    /** The address of the worker that this user was given. */
    String worker() {
        return worker;
    }

    /** Downloads through the VPN; says whether all of it came, byte by byte what was expected. */
    boolean downloads(long bytes) {
        String file = newFile();
        int exit =
                host.exitOf(Duration.ofMinutes(1), GET.formatted(30, file, String.valueOf(bytes)));
        boolean whole = exit == 0 && intact(file, bytes);
        host.run("rm -f " + file);
        return whole;
    }

    /** A download that takes its time. */
    final class Slow {
        private final String file = newFile();
        private final long bytes;
        private final Running curl;

        private Slow(long bytes) {
            this.bytes = bytes;
            this.curl = host.start("slow", GET.formatted(600, file, "slow/" + bytes));
        }

        /** How much has come. */
        long soFar() {
            try {
                Path written = host.written(file);
                return Files.exists(written) ? Files.size(written) : 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether it goes on. */
        boolean running() {
            return curl.alive() && soFar() < bytes;
        }

        /** Waits for its end; says whether all of it came as expected. */
        boolean ends() {
            return curl.await(Duration.ofMinutes(2)) == 0 && intact(file, bytes);
        }

        /** Ends it. */
        void giveUp() {
            curl.close();
        }
    }

    /** Begins a slow download. */
    Slow begin(long bytes) {
        return new Slow(bytes);
    }

    private String newFile() {
        return "/root/got-" + files.incrementAndGet();
    }

    private boolean intact(String file, long bytes) {
        Path path = host.written(file);
        try (InputStream got = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            for (long place = 0; place < bytes; place++) {
                int b = got.read();
                if (b < 0 || (byte) b != ByteServer.at(place)) {
                    return false;
                }
            }
            return got.read() < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
