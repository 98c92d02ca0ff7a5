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
 * A configuration of Mihomo. It is JSON, of which YAML 1.2 is a superset (yaml.org, 1.2), so no
 * second way of quoting names can go wrong.
 */
final class Mihomo {

    private static final int MIXED_PORT = 7890;
    private static final String TEST = "https://www.gstatic.com/generate_204";
    private static final int TEST_SECONDS = 600;

    private Mihomo() {}

    static byte[] document(List<Entry> entries) {
        ObjectNode config = Json.object().put("mixed-port", MIXED_PORT).put("mode", "rule");
        ArrayNode proxies = config.putArray("proxies");
        entries.forEach(entry -> proxy(proxies.addObject().put("name", entry.name()), entry));
        groups(config.putArray("proxy-groups"), entries);
        boolean works = entries.getFirst() instanceof Server;
        config.putArray("rules").add(works ? "MATCH," + Names.CHOICE : "MATCH,REJECT");
        return Json.bytes(config);
    }

    private static void groups(ArrayNode groups, List<Entry> entries) {
        ObjectNode choice = groups.addObject().put("name", Names.CHOICE).put("type", "select");
        ArrayNode choices = choice.putArray("proxies");
        if (entries.getFirst() instanceof Server) {
            choices.add(Names.FASTEST);
            ObjectNode fastest =
                    groups.addObject().put("name", Names.FASTEST).put("type", "url-test");
            fastest.put("url", TEST).put("interval", TEST_SECONDS);
            ArrayNode tested = fastest.putArray("proxies");
            entries.forEach(entry -> tested.add(entry.name()));
        }
        entries.forEach(entry -> choices.add(entry.name()));
    }

    private static void proxy(ObjectNode proxy, Entry entry) {
        switch (entry) {
            case Server server -> server(proxy, server);
            case Notice _ -> proxy.put("type", "socks5").put("server", "127.0.0.1").put("port", 1);
        }
    }

    private static void server(ObjectNode proxy, Server server) {
        Target target = server.target();
        proxy.put("type", "vless")
                .put("server", target.host())
                .put("port", target.port())
                .put("uuid", server.credential())
                .put("udp", true)
                .put("network", "tcp")
                .put("flow", Target.FLOW)
                .put("tls", true)
                .put("servername", target.serverName())
                .put("client-fingerprint", Target.FINGERPRINT);
        proxy.putObject("reality-opts")
                .put("public-key", target.publicKey())
                .put("short-id", target.shortId());
    }
}
