package dev.covey.master.subscription.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.subscription.Golden;
import dev.covey.master.subscription.Village;
import dev.covey.master.subscription.profile.Entry;
import dev.covey.master.subscription.profile.Entry.Notice;
import dev.covey.master.subscription.profile.Entry.Server;
import dev.covey.master.subscription.profile.Target;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class FormatTest {
    static final String USER = "b8d6b0c2-1f77-4b53-9d4c-29f2dbb9e1a1";

    static final List<Entry> SERVERS =
            List.of(
                    server("🇩🇪 Berlin 1", "de1.example.com", 443, "www.example.com"),
                    server("fast & cheap #2?", "2001:db8::7", 8446, "cdn.example.net"),
                    server("\"quoted\" \\ 'one'", "192.0.2.7", 65535, "192.0.2.99"));

    static final List<Entry> NOTICE = List.of(new Notice("Expired on 2030-01-31"));

    static Server server(String name, String host, int port, String site) {
        Target target = new Target(host, port, site, Village.PUBLIC_KEY, "0123456789abcdef");
        return new Server(name, target, USER);
    }

    static String text(Format format, List<Entry> entries) {
        return new String(format.write(entries), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void serversAreWrittenAsEver(Format format) {
        Golden.assertSame("servers." + format.word(), readable(text(format, SERVERS)));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aNoticeIsWrittenAsEver(Format format) {
        Golden.assertSame("notice." + format.word(), readable(text(format, NOTICE)));
    }

    private static String readable(String text) {
        return text.startsWith("{") || text.startsWith("[")
                ? tree(text).toPrettyString() + "\n"
                : text;
    }

    static JsonNode tree(String text) {
        return dev.covey.model.json.Json.readTree(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void everyNameIsThere(Format format) {
        String text = text(format, SERVERS);
        String decoded =
                format == Format.BASE64
                        ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)
                        : text;
        for (Entry entry : SERVERS) {
            boolean links = format == Format.BASE64 || format == Format.LINKS;
            String name =
                    links
                            ? "#" + ShareLinks.encoded(entry.name()) + "\n"
                            : dev.covey.model.json.Json.text(entry.name());
            assertThat(decoded).contains(name);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v2rayNG/1.8.29                         | base64",
                "Happ/3.4.0                             | base64",
                "curl/8.5.0                             | base64",
                "notclash/1                             | base64",
                "SFA/1.12.0 (1; sing-box 1.12.0)        | sing-box-tun",
                "SFI/1.12.0 (Build 1; sing-box 1.12.0)  | sing-box-tun",
                "sing-box 1.14.1                        | sing-box",
                "HiddifyNext/2.5.7 (android)            | sing-box",
                "karing/1.1.0                           | sing-box",
                "clash-verge/v2.0.0                     | mihomo",
                "ClashMetaForAndroid/2.11.0             | mihomo",
                "FlClash/v0.8.80 clash-verge            | mihomo",
                "mihomo/1.19.0                          | mihomo",
                "Stash/2.7.1                            | mihomo"
            })
    void anApplicationGetsWhatItUnderstands(String agent, String format) {
        assertThat(Wish.of(Optional.empty(), Optional.of("*/*"), Optional.of(agent)))
                .contains(new Wish.File(Format.of(format).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "sing-box, text/html, SFA/1, sing-box",
        "html,     */*,       SFA/1, html",
        ",         'text/html,application/xhtml+xml;q=0.9', SFA/1, html",
        ",         */*,       SFA/1, sing-box-tun"
    })
    void theParameterWinsOverWhatIsAcceptedAndThatOverTheAgent(
            String format, String accept, String agent, String expected) {
        Wish wish =
                Wish.of(Optional.ofNullable(format), Optional.of(accept), Optional.of(agent))
                        .orElseThrow();

        assertThat(wish)
                .isEqualTo(
                        expected.equals("html")
                                ? new Wish.Page()
                                : new Wish.File(Format.of(expected).orElseThrow()));
    }
}
