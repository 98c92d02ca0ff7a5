package dev.covey.master.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Role;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.runtime.resource.Draft;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SubscriptionsTest {
    private final Village village = new Village();

    private Village twoRoutes() {
        village.worker("w1").worker("w2");
        village.seed.route("a").route("b");
        return village.inbound("i1", "🇩🇪 Berlin", "w1", "a")
                .inbound("i2", "🇫🇮 Oulu", "w2", "b");
    }

    private static List<String> names(List<String> links) {
        return links.stream().map(link -> URI.create(link).getFragment()).toList();
    }

    @Test
    void aUserGetsOneLineForEachRoute() {
        twoRoutes().user(1);

        assertThat(names(village.links(1))).containsExactly("🇩🇪 Berlin", "🇫🇮 Oulu");
    }

    @Test
    void aUserGetsOnlyTheRoutesAllowed() {
        twoRoutes().user(1, "b");

        assertThat(names(village.links(1))).containsExactly("🇫🇮 Oulu");
    }

    @Test
    void anEmptyRouteIsLeftOut() {
        twoRoutes().user(1);
        village.seed.route("c");

        assertThat(village.links(1)).hasSize(2);
    }

    @Test
    void aDeadInboundIsLeftOutUntilItLives() {
        twoRoutes().user(1);
        for (InboundStatus.State dead :
                Set.of(
                        InboundStatus.State.PENDING,
                        InboundStatus.State.FAILED,
                        InboundStatus.State.UNAVAILABLE)) {
            village.inbound("i1", dead);
            assertThat(names(village.links(1))).as("%s", dead).containsExactly("🇫🇮 Oulu");
        }
        village.inbound("i1", InboundStatus.State.ACTIVE);
        assertThat(village.links(1)).hasSize(2);
    }

    @Test
    void anInboundOfANodeThatIsNotReadyIsLeftOut() {
        twoRoutes().user(1);

        village.node("w1", NodeStatus.State.LOST);

        assertThat(names(village.links(1))).containsExactly("🇫🇮 Oulu");
    }

    @Test
    void anInboundOfADrainedNodeIsLeftOut() {
        twoRoutes().user(1);

        village.seed.change(
                Type.NODE, "w2", n -> n.withAvailability(NodeSpec.Availability.DRAINED));

        assertThat(names(village.links(1))).containsExactly("🇩🇪 Berlin");
    }

    @Test
    void anInboundOfANodeThatIsNoWorkerAnyMoreIsLeftOut() {
        twoRoutes().user(1);

        village.seed.change(Type.NODE, "w2", n -> n.withRoles(Set.of(Role.MASTER)));

        assertThat(names(village.links(1))).containsExactly("🇩🇪 Berlin");
    }

    @Test
    void anInboundThatMovesToAnotherRouteMovesWithItsLine() {
        twoRoutes().user(1, "b");

        village.seed.change(Type.INBOUND, "i2", (InboundSpec i) -> i.inRoute("a"));

        assertThat(names(village.links(1))).containsExactly("No server is available now");
    }

    @Test
    void aLineNeverTakesANameThatFormatsUseThemselves() {
        village.worker("w1").user(1);
        village.seed.route("a").route("b");
        village.inbound("i1", "direct", "w1", "a").inbound("i2", "Fastest", "w1", "b");

        assertThat(names(village.links(1))).containsExactly("direct (2)", "Fastest (2)");
    }

    @ParameterizedTest
    @CsvSource({
        "disabled, Access is switched off",
        "expired, Expired on 2030-01-01",
        "limited, Data used up: 1 kB",
        "lost, No server is available now"
    })
    void whoGetsNoServerIsToldWhy(String state, String notice) {
        twoRoutes();
        boolean expires = state.equals("expired");
        village.user(
                1,
                1000,
                Optional.of(village.clock.instant().plus(Duration.ofHours(expires ? 1 : 99))));
        village.clock.advance(Duration.ofHours(1));
        if (state.equals("limited")) {
            village.counted(1, 400, 600, 1000);
        }
        if (state.equals("disabled")) {
            village.change(1, SubscriptionsTest::disabled);
        }
        if (state.equals("lost")) {
            village.node("w1", NodeStatus.State.LOST).node("w2", NodeStatus.State.LOST);
        }

        assertThat(names(village.links(1))).containsExactly(notice);
        assertThat(village.links(1).getFirst()).doesNotContain(Village.credential(1));
        for (String format : List.of("sing-box", "sing-box-tun", "xray", "mihomo", "html")) {
            assertThat(Village.text(village.get(1, format)))
                    .as(format)
                    .contains(notice)
                    .doesNotContain(Village.credential(1));
        }
    }

    private static UserSpec disabled(UserSpec spec) {
        return new UserSpec(
                spec.number(),
                false,
                spec.dataLimitBytes(),
                spec.usedOffsetBytes(),
                spec.expiresAt(),
                spec.routes(),
                spec.note(),
                spec.credential(),
                spec.subscription(),
                spec.subscriptionHash());
    }

    @Test
    void applicationsAreToldHowTheAccountStands() {
        twoRoutes().user(1, 10_000, Optional.of(village.clock.instant().plusSeconds(60)));
        village.counted(1, 100, 300, 800);

        Map<String, String> headers = village.get(1).headers();

        assertThat(headers)
                .containsEntry(
                        "Subscription-Userinfo",
                        "upload=200; download=600; total=10000; expire=1893456060")
                .containsEntry("Profile-Title", "base64:VmlsbGFnZSBWUE4=")
                .containsEntry("Profile-Update-Interval", "1")
                .containsEntry("Support-Url", "https://example.com/?a=%C3%BC")
                .containsEntry(
                        "Profile-Web-Page-Url", "https://m1.example:8443/sub/" + Village.token(1))
                .containsEntry(
                        "Content-Disposition",
                        "attachment; filename=\"user-1.txt\"; filename*=UTF-8''user-1.txt")
                .containsEntry("Cache-Control", "no-store");
    }

    @Test
    void allFourKeysAreThereEvenWhereNothingIsLimited() {
        twoRoutes().user(1);

        assertThat(village.get(1).headers())
                .containsEntry("Subscription-Userinfo", "upload=0; download=0; total=0; expire=0");
    }

    @Test
    void headersAreAsciiWhateverNamesAreLike() {
        village.seed.delete(Type.CLUSTER, "village");

        twoRoutes().user(1);

        for (String format : List.of("links", "html")) {
            assertThat(village.get(1, format).headers().values())
                    .allMatch(value -> value.chars().allMatch(c -> c >= ' ' && c < 0x7f));
        }
    }

    @Test
    void theDefaultIsBase64OfAllLinks() {
        twoRoutes().user(1);

        byte[] plain = Base64.getDecoder().decode(village.get(1).body());

        assertThat(new String(plain, StandardCharsets.UTF_8).lines().toList())
                .isEqualTo(village.links(1));
    }

    static Stream<String> hostile() {
        Random random = new Random(1);
        return Stream.concat(
                Stream.of(
                        "",
                        " ",
                        "../../r/user/user-1",
                        "T".repeat(100_000),
                        Village.token(1).toLowerCase(java.util.Locale.ROOT),
                        Village.token(1) + "0",
                        Village.token(1).substring(1),
                        Village.token(1).replace('T', 'Τ'),
                        Village.token(1).substring(0, 23) + "\u0000",
                        Village.token(9)),
                Stream.generate(() -> garbage(random)).limit(200));
    }

    private static String garbage(Random random) {
        return random.ints(random.nextInt(40), 0, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void whoeverHasNoTokenLearnsNothing() {
        twoRoutes().user(1);
        hostile()
                .forEach(
                        token -> {
                            Answer answer =
                                    village.subscriptions.answer(
                                            new SubscriptionRequest(
                                                    token,
                                                    Optional.of("nonsense"),
                                                    Optional.of("text/html"),
                                                    Optional.empty()));
                            assertThat(answer.status()).isEqualTo(404);
                            assertThat(Village.text(answer)).isEqualTo("Not found.\n");
                        });
    }

    @Test
    void aTokenThatWasRevokedOpensNothingEvenIfItsRowIsLeftBehind() {
        twoRoutes().user(1);
        village.change(1, spec -> withHash(spec, "0".repeat(64)));

        assertThat(village.get(1).status()).isEqualTo(404);
    }

    @Test
    void theTokenOfADeletedUserOpensNothing() {
        twoRoutes().user(1);
        village.seed.commit(new Draft(village.store.view()).delete(village.found(1)));

        assertThat(village.get(1).status()).isEqualTo(404);
    }

    private static UserSpec withHash(UserSpec spec, String hash) {
        return new UserSpec(
                spec.number(),
                spec.enabled(),
                spec.dataLimitBytes(),
                spec.usedOffsetBytes(),
                spec.expiresAt(),
                spec.routes(),
                spec.note(),
                spec.credential(),
                spec.subscription(),
                hash);
    }

    @Test
    void aFormatThatThereIsNotIsRefusedWithThoseThereAre() {
        twoRoutes().user(1);

        Answer answer = village.get(1, "<script>");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Village.text(answer))
                .isEqualTo(
                        "Expected format to be one of base64, links, sing-box, sing-box-tun, xray,"
                                + " mihomo, html.\n");
    }

    @ParameterizedTest
    @MethodSource("agents")
    void hostileApplicationsGetLinks(String agent) {
        twoRoutes().user(1);

        Answer answer =
                village.subscriptions.answer(
                        new SubscriptionRequest(
                                Village.token(1),
                                Optional.empty(),
                                Optional.of("*/*\u0000" + agent.replace("text/html", "")),
                                Optional.of(agent)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(village.get(1).body());
    }

    static Stream<String> agents() {
        return Stream.of(
                "", "\u0000", "a".repeat(1 << 20), "clas".repeat(1 << 16), "((((((*", "🙂");
    }

    @Test
    void administratorsGetTheLinksOfAnyUser() {
        twoRoutes().user(1, 1, Optional.empty());
        village.counted(1, 1, 1, 2);

        UserLinks links = village.subscriptions.links(village.found(1));

        assertThat(links.subscriptionUrl())
                .isEqualTo("https://m1.example:8443/sub/" + Village.token(1));
        assertThat(links.links())
                .extracting(UserLinks.Link::route, UserLinks.Link::name)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "🇩🇪 Berlin"),
                        org.assertj.core.groups.Tuple.tuple("b", "🇫🇮 Oulu"));
        assertThat(links.links().getFirst().link()).contains(Village.credential(1));
    }

    @Test
    void nothingThatIsPrintedOpensAnything() {
        twoRoutes().user(1);
        UserLinks links = village.subscriptions.links(village.found(1));

        assertThat(links + " " + links.links())
                .doesNotContain(Village.token(1))
                .doesNotContain(Village.credential(1));
    }
}
