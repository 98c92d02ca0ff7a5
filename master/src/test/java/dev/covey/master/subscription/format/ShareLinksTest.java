package dev.covey.master.subscription.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.subscription.Village;
import dev.covey.master.subscription.profile.Entry.Server;
import dev.covey.master.subscription.profile.Target;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShareLinksTest {
    private static final List<String> HOSTS =
            List.of("192.0.2.1", "2001:db8::1", "vpn.example.com", "xn--bcher-kva.example");

    @Test
    void everyLinkReadsBackAsWhatWasWritten() {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            Server server = any(random);
            String link = ShareLinks.link(server);
            assertThat(link).matches("[!-~]+");
            assertThat(read(link)).isEqualTo(server);
        }
    }

    private static Server any(Random random) {
        String name =
                random.ints(1 + random.nextInt(20), 1, 0x2FFFF)
                        .filter(
                                c ->
                                        Character.isDefined(c)
                                                && Character.getType(c) != Character.SURROGATE)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        Target target =
                new Target(
                        HOSTS.get(random.nextInt(HOSTS.size())),
                        1 + random.nextInt(65535),
                        HOSTS.get(random.nextInt(HOSTS.size())),
                        Village.PUBLIC_KEY,
                        "%02x".formatted(random.nextInt(256)).repeat(1 + random.nextInt(8)));
        return new Server(name, target, Village.credential(random.nextInt(1 << 20)));
    }

    /** Reads a link as a client would: with the platform's parser of URLs. */
    private static Server read(String link) {
        URI uri = URI.create(link);
        Map<String, String> parameters = new HashMap<>();
        for (String pair : uri.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            String before =
                    parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            assertThat(before).as("twice: " + parts[0]).isNull();
        }
        assertThat(uri.getScheme()).isEqualTo("vless");
        assertThat(parameters)
                .containsEntry("encryption", "none")
                .containsEntry("security", "reality")
                .containsEntry("flow", "xtls-rprx-vision")
                .containsEntry("fp", "chrome")
                .containsEntry("type", "tcp");
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        Target target =
                new Target(
                        host,
                        uri.getPort(),
                        get(parameters, "sni"),
                        get(parameters, "pbk"),
                        get(parameters, "sid"));
        String name = URLDecoder.decode(uri.getRawFragment(), StandardCharsets.UTF_8);
        return new Server(name, target, uri.getUserInfo());
    }

    private static String get(Map<String, String> parameters, String name) {
        return java.util.Objects.requireNonNull(parameters.get(name), name);
    }
}
