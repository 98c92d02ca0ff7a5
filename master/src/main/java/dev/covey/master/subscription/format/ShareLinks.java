package dev.covey.master.subscription.format;

import dev.covey.master.subscription.profile.Entry;
import dev.covey.master.subscription.profile.Entry.Notice;
import dev.covey.master.subscription.profile.Entry.Server;
import dev.covey.master.subscription.profile.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Links of the form {@code vless://UUID@HOST:PORT?PARAMETERS#NAME}, as XTLS describes them in the
 * VMessAEAD / VLESS share link standard.
 */
public final class ShareLinks {

    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private ShareLinks() {}

    /** The link of one entry. A notice becomes a link that leads nowhere. */
    public static String link(Entry entry) {
        return switch (entry) {
            case Server server -> link(server);
            case Notice notice ->
                    "vless://"
                            + NOBODY
                            + "@127.0.0.1:1?encryption=none&security=none&type=tcp#"
                            + encoded(notice.name());
        };
    }

    private static String link(Server server) {
        Target target = server.target();
        return "vless://"
                + encoded(server.credential())
                + "@"
                + Target.inUrl(target.host())
                + ":"
                + target.port()
                + "?encryption=none&flow="
                + Target.FLOW
                + "&security=reality&sni="
                + encoded(target.serverName())
                + "&fp="
                + Target.FINGERPRINT
                + "&pbk="
                + encoded(target.publicKey())
                + "&sid="
                + encoded(target.shortId())
                + "&type=tcp#"
                + encoded(server.name());
    }

    static byte[] plain(List<Entry> entries) {
        return entries.stream()
                .map(ShareLinks::link)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] base64(List<Entry> entries) {
        return Base64.getEncoder().encode(plain(entries));
    }

    /** Percent-encoded for any part of a URL (RFC 3986, 2.1): a blank is %20, never a plus. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
