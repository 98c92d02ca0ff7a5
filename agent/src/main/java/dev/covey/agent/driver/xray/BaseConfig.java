package dev.covey.agent.driver.xray;

import dev.covey.model.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the core is started with: everything but inbounds and users, so it holds no secret. */
final class BaseConfig {

    static final String API = "api";

    // Providers hand out credentials of the machine at these addresses.
    private static final List<String> METADATA =
            List.of("169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128");
    private static final List<String> PRIVATE =
            List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "::/127",
                    "fc00::/7");

    private BaseConfig() {}

    static byte[] json(CoreHome home, boolean privateNetworks) {
        return Json.bytes(
                Map.of(
                        "log", Map.of("access", "none", "loglevel", "error"),
                        "api",
                                Map.of(
                                        "tag",
                                        API,
                                        "services",
                                        List.of("HandlerService", "StatsService")),
                        "stats", Map.of(),
                        "policy", policy(),
                        "inbounds", List.of(apiInbound(home)),
                        "outbounds",
                                List.of(
                                        Map.of("tag", "direct", "protocol", "freedom"),
                                        Map.of("tag", "block", "protocol", "blackhole")),
                        "routing", Map.of("rules", rules(home, privateNetworks))));
    }

    private static Map<String, Object> policy() {
        Map<String, Object> user =
                Map.of("statsUserUplink", true, "statsUserDownlink", true, "statsUserOnline", true);
        return Map.of(
                "levels",
                Map.of("0", user),
                "system",
                Map.of("statsInboundUplink", true, "statsInboundDownlink", true));
    }

    private static Map<String, Object> apiInbound(CoreHome home) {
        return Map.of(
                "tag",
                API,
                "listen",
                home.api() + ",0600",
                "protocol",
                "dokodemo-door",
                "settings",
                Map.of("address", "127.0.0.1", "port", 1, "network", "unix"));
    }

    private static List<Object> rules(CoreHome home, boolean privateNetworks) {
        List<String> barred = new ArrayList<>(METADATA);
        if (!privateNetworks) {
            barred.addAll(PRIVATE);
        }
        Map<String, Object> events = Map.of("url", home.events().toString());
        return List.of(
                Map.of("inboundTag", List.of(API), "outboundTag", API),
                block("ip", barred, events),
                block("domain", List.of("full:metadata.google.internal"), events),
                // Only inbounds that look into their traffic can match this one.
                block("protocol", List.of("bittorrent"), events),
                Map.of("network", "tcp,udp", "outboundTag", "direct", "webhook", events));
    }

    private static Map<String, Object> block(
            String what, List<String> values, Map<String, Object> events) {
        return Map.of(what, values, "outboundTag", "block", "webhook", events);
    }
}
