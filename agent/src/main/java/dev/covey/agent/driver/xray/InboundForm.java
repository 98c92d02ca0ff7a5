package dev.covey.agent.driver.xray;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.covey.agent.driver.DriverException;
import dev.covey.agent.driver.Inbound;
import dev.covey.agent.driver.xray.v1.Core;
import dev.covey.model.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes an inbound in the core's own form. The core's program translates it from JSON, so that its
 * own checks are made and no number of its many messages is repeated here. Keys go over a pipe.
 */
final class InboundForm {

    private static final long SECONDS = 10;

    private final Path binary;
    private final CoreHome home;
    private final String listen;

    InboundForm(Path binary, CoreHome home) {
        this.binary = binary;
        this.home = home;
        // "::" takes IPv4 too, but cannot be bound where IPv6 is switched off.
        this.listen = Files.exists(Path.of("/proc/net/if_inet6")) ? "::" : "0.0.0.0";
    }

    Core.InboundHandlerConfig of(Inbound inbound) throws DriverException {
        try {
            Files.deleteIfExists(home.form());
            run(Json.bytes(Map.of("inbounds", List.of(tree(inbound)))));
            return Core.Config.parseFrom(Files.readAllBytes(home.form())).getInbound(0);
        } catch (InvalidProtocolBufferException e) {
            throw new DriverException(
                    "Expected the VPN core to translate an inbound, but what it wrote cannot be"
                            + " read. Install the version that this release asks for.",
                    e);
        } catch (IOException e) {
            throw new DriverException("The VPN core's program cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("The agent stops.", e);
        } finally {
            forget();
        }
    }

    private void forget() throws DriverException {
        try {
            Files.deleteIfExists(home.form());
        } catch (IOException e) {
            throw new DriverException("A file with a key cannot be deleted: " + home.form(), e);
        }
    }

    private void run(byte[] json) throws IOException, InterruptedException, DriverException {
        Process process =
                new ProcessBuilder(
                                binary.toString(),
                                "convert",
                                "pb",
                                "-outpbfile",
                                home.form().toString(),
                                "stdin:")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(json);
        }
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new DriverException(
                    "The VPN core's program did not translate an inbound in time.");
        }
        if (process.exitValue() != 0) {
            // Its words may quote the key, so they are not repeated.
            throw new DriverException(
                    "Expected the VPN core to understand the inbound, but it refuses it. Install"
                            + " the version that this release asks for.");
        }
    }

    private Map<String, Object> tree(Inbound inbound) {
        return Map.of(
                "tag", CoreTag.of(inbound).toString(),
                "listen", listen,
                "port", inbound.port(),
                "protocol", "vless",
                "settings", Map.of("decryption", "none", "clients", List.of()),
                "streamSettings",
                        Map.of(
                                "network",
                                "raw",
                                "security",
                                "reality",
                                "realitySettings",
                                reality(inbound)),
                // Looking into traffic delays protocols whose servers speak first.
                "sniffing",
                        Map.of(
                                "enabled",
                                inbound.blockTorrents(),
                                "destOverride",
                                List.of(),
                                "routeOnly",
                                true));
    }

    private static Map<String, Object> reality(Inbound inbound) {
        String host = inbound.masquerade().host();
        // A client that knows only an address names no server in its greeting (RFC 6066), or names
        // the address all the same.
        boolean address = host.matches("[0-9.]+|.*:.*");
        List<String> serverNames = address ? List.of("", host) : List.of(host);
        return Map.of(
                "target",
                inbound.masquerade().toString(),
                "serverNames",
                serverNames,
                "privateKey",
                inbound.privateKey(),
                "shortIds",
                inbound.shortIds());
    }
}
