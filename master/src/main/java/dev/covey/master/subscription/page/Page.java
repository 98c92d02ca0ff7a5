package dev.covey.master.subscription.page;

import dev.covey.master.subscription.format.ShareLinks;
import dev.covey.master.subscription.profile.Account;
import dev.covey.master.subscription.profile.Amounts;
import dev.covey.master.subscription.profile.Entry;
import dev.covey.master.subscription.profile.Entry.Notice;
import dev.covey.master.subscription.profile.Entry.Server;
import dev.covey.master.subscription.profile.Profile;
import dev.covey.master.subscription.qr.QrSvg;
import dev.covey.model.UserStatus.State;
import dev.covey.pki.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Writes the page: one file, without scripts, images or anything else to fetch. */
public final class Page {

    /** The content security policy under which it must be served: its own style, nothing else. */
    public static final String POLICY =
            "default-src 'none'; style-src 'sha256-"
                    + Base64.getEncoder()
                            .encodeToString(
                                    Digest.sha256(Style.SHEET.getBytes(StandardCharsets.UTF_8)))
                    + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Page() {}

    /** The page of a subscription, as HTML 5 in UTF-8. */
    public static String html(Profile profile) {
        StringBuilder page = new StringBuilder(16 * 1024);
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
        page.append(escaped(profile.title())).append("</title>\n<style>").append(Style.SHEET);
        page.append("</style>\n</head>\n<body>\n<main>\n");
        head(page, profile);
        if (profile.entries().getFirst() instanceof Notice notice) {
            page.append("<p class=\"notice\">").append(escaped(notice.name())).append("</p>\n");
        } else {
            subscription(page, profile);
            lines(page, profile.entries());
        }
        if (!profile.supportUrl().isEmpty()) {
            support(page, profile.supportUrl());
        }
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void head(StringBuilder page, Profile profile) {
        Account account = profile.account();
        page.append("<h1>").append(escaped(profile.title())).append("</h1>\n<dl>\n");
        row(page, "Account", escaped(profile.user()));
        row(page, "State", state(account.state()));
        row(page, "Traffic", traffic(account));
        row(
                page,
                "Expires",
                account.expiresAt().map(end -> Amounts.day(end) + " (UTC)").orElse("never"));
        page.append("</dl>\n");
    }

    private static String state(State state) {
        return switch (state) {
            case ACTIVE -> "active";
            case DISABLED -> "switched off";
            case LIMITED -> "data used up";
            case EXPIRED -> "expired";
        };
    }

    private static String traffic(Account account) {
        String used = Amounts.bytes(account.used());
        if (account.limit() == 0) {
            return used + ", without limit";
        }
        long shown = Math.min(account.used(), account.limit());
        return "%s of %s <progress aria-label=\"Used\" value=\"%d\" max=\"%d\"></progress>"
                .formatted(used, Amounts.bytes(account.limit()), shown, account.limit());
    }

    private static void subscription(StringBuilder page, Profile profile) {
        page.append("<section>\n<h2>Add everything to your app</h2>\n");
        page.append("<p>Scan the code, or tap your app. It stays up to date by itself.</p>\n");
        code(page, profile.url());
        page.append("<p class=\"apps\">");
        for (AppLink app : AppLink.values()) {
            anchor(page, app.link(profile.url(), profile.title()), app.title());
        }
        page.append("</p>\n</section>\n");
    }

    private static void lines(StringBuilder page, List<Entry> entries) {
        page.append("<section>\n<h2>Or add one server</h2>\n");
        for (Entry entry : entries) {
            if (entry instanceof Server) {
                String link = ShareLinks.link(entry);
                page.append("<details>\n<summary>").append(escaped(entry.name()));
                page.append("</summary>\n");
                code(page, link);
                page.append("</details>\n");
            }
        }
        page.append("</section>\n");
    }

    private static void code(StringBuilder page, String text) {
        QrSvg.of(text).ifPresent(svg -> page.append(svg).append('\n'));
        page.append("<p class=\"link\"><code>").append(escaped(text)).append("</code></p>\n");
    }

    /** Only addresses that a browser opens as a page or a letter; anything else stays text. */
    private static void support(StringBuilder page, String url) {
        page.append("<p class=\"support\">");
        if (url.matches("(?i)(https?://|mailto:|tg:).+")) {
            anchor(page, url, "Get help");
        } else {
            page.append("Help: ").append(escaped(url));
        }
        page.append("</p>\n");
    }

    private static void anchor(StringBuilder page, String url, String title) {
        page.append("<a rel=\"noreferrer\" href=\"").append(escaped(url)).append("\">");
        page.append(escaped(title)).append("</a> ");
    }

    private static void row(StringBuilder page, String term, String html) {
        page.append("<dt>").append(term).append("</dt><dd>").append(html).append("</dd>\n");
    }

    /** Text as it may stand in HTML, within an element or a quoted attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
