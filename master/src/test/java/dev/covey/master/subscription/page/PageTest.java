package dev.covey.master.subscription.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.subscription.Golden;
import dev.covey.master.subscription.Village;
import dev.covey.master.subscription.profile.Account;
import dev.covey.master.subscription.profile.Entry;
import dev.covey.master.subscription.profile.Profile;
import dev.covey.master.subscription.profile.Target;
import dev.covey.model.UserStatus.State;
import dev.covey.pki.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final String EVIL = "<img src=x onerror=\"alert('1')\">&";

    private static Profile profile(String text, String support, Entry... entries) {
        Account account =
                new Account(
                        State.ACTIVE,
                        500_000_000,
                        1_000_000_000,
                        10_000_000_000L,
                        Optional.of(Instant.parse("2030-02-03T04:05:06Z")));
        return new Profile(
                text, support, "https://vpn.example/sub/TOKEN", text, account, List.of(entries));
    }

    private static Entry server(String name) {
        Target target = new Target("192.0.2.1", 443, "s.example", Village.PUBLIC_KEY, "ab");
        return new Entry.Server(name, target, Village.credential(1));
    }

    @Test
    void thePageIsAsEver() {
        Profile profile = profile("Village VPN", "mailto:help@example.com", server("🇩🇪 Berlin"));
        String html = Page.html(profile);

        Golden.assertSame("page.html", html.replaceAll(" d=\"[^\"]*\"", " d=\"…\""));
    }

    @Test
    void thePageOfAUserWithoutServersIsAsEver() {
        Profile profile = profile("Village VPN", "", new Entry.Notice("Expired on 2030-01-31"));

        Golden.assertSame("page-notice.html", Page.html(profile));
    }

    @Test
    void noTextBecomesATag() {
        String html = Page.html(profile(EVIL, EVIL, server(EVIL)));

        assertThat(html).doesNotContain("<img").doesNotContain("onerror=\"");
        assertThat(Page.html(profile(EVIL, "", new Entry.Notice(EVIL)))).doesNotContain("<img");
    }

    @Test
    void onlyAddressesOfPagesAndLettersBecomeLinks() {
        assertThat(Page.html(profile("t", "javascript:alert(1)", server("s"))))
                .contains("Help: javascript:alert(1)")
                .doesNotContain("href=\"javascript");
        assertThat(Page.html(profile("t", "https://help.example/", server("s"))))
                .contains("href=\"https://help.example/\"");
    }

    @Test
    void thePolicyAllowsTheStyleOfThePageAndNothingElse() {
        String html = Page.html(profile("t", "", server("s")));
        String style = html.replaceAll("(?s).*<style>(.*)</style>.*", "$1");
        String hash =
                Base64.getEncoder()
                        .encodeToString(Digest.sha256(style.getBytes(StandardCharsets.UTF_8)));

        assertThat(Page.POLICY).startsWith("default-src 'none'; style-src 'sha256-" + hash + "';");
        assertThat(html).doesNotContain("style=").doesNotContain("<script").doesNotContain("src=");
    }

    @Test
    void everyElementThatIsOpenedIsClosed() {
        String html = Page.html(profile("t", "tg:covey", server("a"), server("b")));
        for (String tag : List.of("main", "section", "dl", "details", "p", "a", "svg", "code")) {
            long opened = Pattern.compile("<" + tag + "[ >]").matcher(html).results().count();
            long closed = Pattern.compile("</" + tag + ">").matcher(html).results().count();
            assertThat(opened).as(tag).isEqualTo(closed).isPositive();
        }
    }
}
