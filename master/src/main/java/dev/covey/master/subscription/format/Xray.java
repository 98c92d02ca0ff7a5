package dev.covey.master.subscription.format;

import dev.covey.master.subscription.profile.Entry;
import dev.covey.master.subscription.profile.Entry.Notice;
import dev.covey.master.subscription.profile.Entry.Server;
import dev.covey.master.subscription.profile.Names;
import dev.covey.master.subscription.profile.Target;
import dev.covey.model.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An array of whole Xray configurations, one an entry, each with its name in {@code remarks}. Each
 * listens on 127.0.0.1:10808 for SOCKS and HTTP and sends everything to its server.
 */
final class Xray {

    private static final int SOCKS_PORT = 10808;

    private Xray() {}

    static byte[] array(List<Entry> entries) {
        return Json.bytes(entries.stream().map(Xray::config).toList());
    }

    private static ObjectNode config(Entry entry) {
        ObjectNode config = Json.object().put("remarks", entry.name());
        config.putObject("log").put("loglevel", "warning");
        ObjectNode socks = config.putArray("inbounds").addObject();
        socks.put("tag", "socks")
                .put("listen", "127.0.0.1")
                .put("port", SOCKS_PORT)
                .put("protocol", "socks");
        socks.putObject("settings").put("auth", "noauth").put("udp", true);
        ArrayNode outbounds = config.putArray("outbounds");
        outbound(outbounds.addObject().put("tag", "proxy"), entry);
        outbounds.addObject().put("tag", Names.DIRECT).put("protocol", "freedom");
        return config;
    }

    private static void outbound(ObjectNode outbound, Entry entry) {
        switch (entry) {
            case Server server -> server(outbound, server);
            case Notice _ -> outbound.put("protocol", "blackhole");
        }
    }

    private static void server(ObjectNode outbound, Server server) {
        Target target = server.target();
        ObjectNode next =
                outbound.put("protocol", "vless")
                        .putObject("settings")
                        .putArray("vnext")
                        .addObject()
                        .put("address", target.host())
                        .put("port", target.port());
        next.putArray("users")
                .addObject()
                .put("id", server.credential())
                .put("encryption", "none")
                .put("flow", Target.FLOW);
        outbound.putObject("streamSettings")
                .put("network", "tcp")
                .put("security", "reality")
                .putObject("realitySettings")
                .put("serverName", target.serverName())
                .put("fingerprint", Target.FINGERPRINT)
                .put("publicKey", target.publicKey())
                .put("shortId", target.shortId());
    }
}
