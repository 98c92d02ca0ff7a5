package dev.covey.master.subscription;

import dev.covey.master.subscription.format.Format;
import dev.covey.master.subscription.format.ShareLinks;
import dev.covey.master.subscription.page.Page;
import dev.covey.master.subscription.profile.Account;
import dev.covey.master.subscription.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers of subscriptions. Applications know them by custom: {@code subscription-userinfo}
 * always with all four keys, because some show nothing if one is missing.
 */
final class Answers {

    private static final String UPDATE_HOURS = "1";

    private Answers() {}

    /** A subscription for an application. */
    static Answer file(Profile profile, Format format) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", format.mediaType());
        headers.put("Content-Disposition", attachment(profile.user() + format.ending()));
        headers.put("Subscription-Userinfo", usage(profile.account()));
        headers.put("Profile-Title", "base64:" + base64(profile.title()));
        headers.put("Profile-Update-Interval", UPDATE_HOURS);
        headers.put("Profile-Web-Page-Url", profile.url());
        if (!profile.supportUrl().isEmpty()) {
            headers.put("Support-Url", inHeader(profile.supportUrl()));
        }
        addPrivacy(headers);
        return new Answer(200, headers, format.write(profile.entries()));
    }

    /** The page. */
    static Answer page(Profile profile, String html) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/html; charset=utf-8");
        headers.put("Content-Security-Policy", Page.POLICY);
        headers.put("Subscription-Userinfo", usage(profile.account()));
        addPrivacy(headers);
        return new Answer(200, headers, html.getBytes(StandardCharsets.UTF_8));
    }

    /** The address is the secret: nobody may keep it, index it or pass it on. */
    private static void addPrivacy(Map<String, String> headers) {
        headers.put("Cache-Control", "no-store");
        headers.put("Vary", "Accept, User-Agent");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Robots-Tag", "noindex");
        headers.put("X-Content-Type-Options", "nosniff");
    }

    private static String usage(Account account) {
        return "upload=%d; download=%d; total=%d; expire=%d"
                .formatted(
                        account.upload(),
                        account.download(),
                        account.limit(),
                        account.expiresAt().map(Instant::getEpochSecond).orElse(0L));
    }

    /** RFC 6266: a name in ASCII for all, and the name itself for those who can read it. */
    private static String attachment(String file) {
        return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
                .formatted(file.replaceAll("[^A-Za-z0-9._@-]", "_"), ShareLinks.encoded(file));
    }

    /** Field values are ASCII (RFC 9110, 5.5); whatever else a URL has is percent-encoded. */
    private static String inHeader(String url) {
        StringBuilder ascii = new StringBuilder();
        url.codePoints()
                .forEach(
                        c -> {
                            if (c > ' ' && c < 0x7f) {
                                ascii.appendCodePoint(c);
                            } else {
                                ascii.append(ShareLinks.encoded(Character.toString(c)));
                            }
                        });
        return ascii.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
