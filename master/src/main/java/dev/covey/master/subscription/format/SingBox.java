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
 * Whole configurations of sing-box 1.12 and later (typed DNS servers, rule actions). As a proxy it
 * listens on 127.0.0.1:2080 for SOCKS and HTTP and needs no privileges; as a tunnel it also takes
 * the traffic of the whole device, except to private addresses.
 */
final class SingBox {

    private static final int PROXY_PORT = 2080;
    private static final String LOCAL = "local";
    private static final String REMOTE = "remote";

    private SingBox() {}

    static byte[] proxy(List<Entry> entries) {
        ObjectNode config = start();
        inbounds(config);
        outbounds(config, entries);
        route(config, entries);
        return Json.bytes(config);
    }

    static byte[] tunnel(List<Entry> entries) {
        ObjectNode config = start();
        if (entries.getFirst() instanceof Server) {
            ObjectNode dns = (ObjectNode) config.get("dns");
            dns.withArray("servers")
                    .addObject()
                    .put("type", "https")
                    .put("tag", REMOTE)
                    .put("server", "1.1.1.1")
                    .put("detour", Names.CHOICE);
            dns.put("final", REMOTE);
        }
        ObjectNode tun = inbounds(config).addObject().put("type", "tun").put("tag", "tun");
        tun.putArray("address").add("172.19.0.1/30").add("fdfe:dcba:9876::1/126");
        tun.put("auto_route", true).put("strict_route", true);
        outbounds(config, entries);
        ObjectNode route = route(config, entries).put("auto_detect_interface", true);
        ArrayNode rules = route.withArray("rules");
        rules.insertObject(0).put("ip_is_private", true).put("outbound", Names.DIRECT);
        rules.insertObject(0).put("protocol", "dns").put("action", "hijack-dns");
        rules.insertObject(0).put("action", "sniff");
        return Json.bytes(config);
    }

    private static ObjectNode start() {
        ObjectNode config = Json.object();
        config.putObject("log").put("level", "warn");
        ArrayNode servers = config.putObject("dns").putArray("servers");
        servers.addObject().put("type", "local").put("tag", LOCAL);
        return config;
    }

    private static ArrayNode inbounds(ObjectNode config) {
        ArrayNode inbounds = config.putArray("inbounds");
        inbounds.addObject()
                .put("type", "mixed")
                .put("tag", "proxy")
                .put("listen", "127.0.0.1")
                .put("listen_port", PROXY_PORT);
        return inbounds;
    }

    private static void outbounds(ObjectNode config, List<Entry> entries) {
        ArrayNode outbounds = config.putArray("outbounds");
        ObjectNode choice = outbounds.addObject().put("type", "selector").put("tag", Names.CHOICE);
        ArrayNode choices = choice.putArray("outbounds");
        if (entries.getFirst() instanceof Server) {
            choices.add(Names.FASTEST);
            choice.put("default", Names.FASTEST);
            ObjectNode fastest =
                    outbounds.addObject().put("type", "urltest").put("tag", Names.FASTEST);
            ArrayNode tested = fastest.putArray("outbounds");
            entries.forEach(entry -> tested.add(entry.name()));
        }
        for (Entry entry : entries) {
            choices.add(entry.name());
            outbound(outbounds.addObject(), entry);
        }
        outbounds.addObject().put("type", "direct").put("tag", Names.DIRECT);
    }

    private static void outbound(ObjectNode outbound, Entry entry) {
        switch (entry) {
            case Server server -> server(outbound, server);
            case Notice notice ->
                    outbound.put("type", "socks")
                            .put("tag", notice.name())
                            .put("server", "127.0.0.1")
                            .put("server_port", 1);
        }
    }

    private static void server(ObjectNode outbound, Server server) {
        Target target = server.target();
        outbound.put("type", "vless")
                .put("tag", server.name())
                .put("server", target.host())
                .put("server_port", target.port())
                .put("uuid", server.credential())
                .put("flow", Target.FLOW);
        ObjectNode tls = outbound.putObject("tls");
        tls.put("enabled", true).put("server_name", target.serverName());
        tls.putObject("utls").put("enabled", true).put("fingerprint", Target.FINGERPRINT);
        tls.putObject("reality")
                .put("enabled", true)
                .put("public_key", target.publicKey())
                .put("short_id", target.shortId());
    }

    /** Everything goes through the VPN; where there is none, nothing goes anywhere. */
    private static ObjectNode route(ObjectNode config, List<Entry> entries) {
        ObjectNode route = config.putObject("route");
        ArrayNode rules = route.putArray("rules");
        if (entries.getFirst() instanceof Notice) {
            rules.addObject().put("action", "reject");
        }
        return route.put("final", Names.CHOICE).put("default_domain_resolver", LOCAL);
    }
}
