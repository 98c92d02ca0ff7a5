package dev.covey.master.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.InboundStatus;
import dev.covey.model.Kind;
import dev.covey.model.NodeStatus;
import dev.covey.runtime.resource.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Subscriptions through the real server, of users that were made through the API. */
final class SubscriptionHttpTest {
    private static final String SELF = "/v1/clusters/self";

    private final Rig rig = new Rig();
    private final Caller nobody = rig.start();
    private final Caller root = nobody.root();

    @BeforeEach
    void aWorkingInbound() {
        root.post(SELF + "/routes", "{\"name\":\"west\"}");
        String inbound =
                root.post(
                                SELF + "/inbounds",
                                "{\"name\":\"🇩🇪"
                                        + " Berlin\",\"node\":\"master-1\",\"route\":\"west\","
                                        + "\"masquerade\":\"www.example.org\"}")
                        .json()
                        .path("id")
                        .asString();
        Seed seed = new Seed(rig.store);
        seed.status(Kind.INBOUND, inbound, new InboundStatus(InboundStatus.State.ACTIVE, "", 1));
        seed.status(
                Kind.NODE,
                Rig.NODE,
                new NodeStatus(NodeStatus.State.READY, rig.time.instant(), "", "1", List.of()));
        root.post(SELF + "/users", "{\"name\":\"ann\"}");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private JsonNode links() {
        return root.get(SELF + "/users/ann/link").json();
    }

    private static String path(JsonNode links) {
        return links.path("subscriptionUrl").asString().replaceFirst("https://[^/]*", "");
    }

    @Test
    void whatAnApplicationFetchesIsWhatTheAdministratorSees() {
        JsonNode links = links();
        Caller.Answer answer = nobody.get(path(links));

        assertThat(links.path("subscriptionUrl").asString())
                .startsWith("https://203.0.113.7:8443/sub/");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Subscription-Userinfo"))
                .isEqualTo("upload=0; download=0; total=0; expire=0");
        assertThat(new String(Base64.getDecoder().decode(answer.text()), StandardCharsets.UTF_8))
                .isEqualTo(links.at("/links/0/link").asString() + "\n");
        assertThat(links.at("/links/0/route").asString()).isEqualTo("west");
    }

    @Test
    void headTellsAllButTheBody() {
        String path = path(links());
        Caller.Answer get = nobody.get(path);
        Caller.Answer head = nobody.send("HEAD", path, Optional.empty());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.response().body()).isEmpty();
        for (String header : List.of("Subscription-Userinfo", "Profile-Title", "Content-Type")) {
            assertThat(head.header(header)).isNotEmpty().isEqualTo(get.header(header));
        }
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
    }

    @Test
    void aBrowserGetsAPageUnderItsOwnPolicy() {
        Caller.Answer page = nobody.with("Accept", "text/html").get(path(links()));

        assertThat(page.text()).contains("🇩🇪 Berlin", "<svg");
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy")).contains("style-src 'sha256-");
    }

    @Test
    void aRevokedLinkEndsAndTheNewOneWorks() {
        String old = path(links());
        root.post(SELF + "/users/ann:revoke", "{}");
        String now = path(links());

        assertThat(nobody.get(old).status()).isEqualTo(404);
        assertThat(nobody.get(old).text()).isEqualTo("Not found.\n");
        assertThat(now).isNotEqualTo(old);
        assertThat(nobody.get(now).status()).isEqualTo(200);
        assertThat(nobody.get("/sub/").status()).isEqualTo(404);
    }

    @Test
    void anExpiredUserIsTold() {
        root.patch(SELF + "/users/ann", "{\"expiresAt\":\"2030-01-01T00:00:00Z\"}");

        assertThat(nobody.get(path(links()) + "?format=links").text())
                .contains("#Expired%20on%202030-01-01");
    }
}
