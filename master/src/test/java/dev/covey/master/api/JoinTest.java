package dev.covey.master.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.json.Json;
import dev.covey.pki.ca.SigningRequest;
import dev.covey.pki.identity.MasterKeys;
import dev.covey.pki.join.JoinString;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.Fingerprint;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import dev.covey.pki.x509.Pem;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class JoinTest {
    private static final String STRINGS = "/v1/clusters/self/join-strings";

    private final Rig rig = new Rig();
    private final Caller nobody = rig.start();
    private final Caller root = nobody.root();
    private final P256Key key = P256Key.make();

    @AfterEach
    void stop() {
        rig.close();
    }

    private JoinString invite(String body) {
        JsonNode made = root.post(STRINGS, body).json();
        String text = made.path("joinString").asString();
        assertThat(made.path("command").asString()).contains("install.sh", text);
        assertThat(root.get(STRINGS).text()).doesNotContain("secret", text);
        return JoinString.parse(text);
    }

    private ObjectNode request(JoinString string, P256Key with, String address, String roles) {
        ObjectNode body = Json.object();
        body.put("secretId", string.secretId());
        body.put("secret", string.secret().text());
        body.put("name", "");
        body.putArray("roles").add(roles);
        body.put("signingRequest", Base64.getEncoder().encodeToString(SigningRequest.make(with)));
        body.putArray("links")
                .addObject()
                .put("number", 0)
                .put("address", address)
                .put("priority", 0);
        body.put("publicAddress", address);
        body.putObject("ports")
                .put("https", 8443)
                .put("agents", 8444)
                .put("raft", 8445)
                .put("inbound", 443);
        body.put("zone", "z").put("version", "1").put("clockMillis", rig.time.millis());
        return body;
    }

    @Test
    void aMachineIsLetInOnceWithItsOwnKey() {
        JoinString string = invite("{\"role\":\"worker\"}");
        ObjectNode body = request(string, key, "192.0.2.9", "worker");
        JsonNode papers = nobody.post("/v1/join", Json.text(body)).json();
        assertThat(papers.path("clusterId").asString()).isEqualTo(Rig.CLUSTER);
        assertThat(papers.has("sealedKeys")).isFalse();
        byte[] leaf = Base64.getDecoder().decode(papers.path("chain").get(0).asString());
        var certificate = Pem.certificate(leaf);
        String node = papers.path("nodeId").asString();
        assertThat(PeerName.of(certificate)).contains(PeerName.node(Rig.CLUSTER, node));
        assertThat(certificate.getPublicKey()).isEqualTo(key.publicKey());
        JsonNode joined = root.get("/v1/clusters/self/nodes/" + node).json();
        assertThat(joined.path("keyPin").asString()).isEqualTo(Fingerprint.ofKey(key.publicKey()));

        ObjectNode again = request(string, P256Key.make(), "192.0.2.10", "worker");
        Caller.Answer used = nobody.post("/v1/join", Json.text(again));
        assertThat(used.status()).isEqualTo(403);
        assertThat(used.code()).isEqualTo("join_string_used");
    }

    @Test
    void aMasterIsGivenTheMastersKeysForItsOwnKeyOnly() {
        JoinString string = invite("{\"role\":\"master\"}");
        ObjectNode body = request(string, key, "192.0.2.9", "master");
        JsonNode papers = nobody.post("/v1/join", Json.text(body)).json();
        byte[] box = Base64.getDecoder().decode(papers.path("sealedKeys").asString());
        Authorities known = Authorities.of(rig.keys.authority().certificate());
        assertThat(MasterKeys.unwrap(box, key, known).authority().clusterId())
                .isEqualTo(Rig.CLUSTER);
    }

    @Test
    void whoMayNotJoinIsToldWhy() {
        JoinString string = invite("{\"role\":\"worker\",\"uses\":5}");
        ObjectNode master = request(string, key, "192.0.2.9", "master");
        assertThat(nobody.post("/v1/join", Json.text(master)).code()).isEqualTo("join_string_role");
        ObjectNode taken = request(string, key, "127.0.0.1", "worker");
        assertThat(nobody.post("/v1/join", Json.text(taken)).code()).isEqualTo("address_taken");
        ObjectNode late = request(string, key, "192.0.2.9", "worker");
        late.put("clockMillis", 0);
        assertThat(nobody.post("/v1/join", Json.text(late)).code()).isEqualTo("clock_offset");
        ObjectNode stranger = request(string, key, "192.0.2.9", "worker");
        stranger.put("secretId", "no-such-id");
        assertThat(nobody.post("/v1/join", Json.text(stranger)).status()).isEqualTo(401);
        ObjectNode broken = request(string, key, "192.0.2.9", "worker");
        broken.put("signingRequest", "AAAA");
        assertThat(nobody.post("/v1/join", Json.text(broken)).status()).isEqualTo(400);
        rig.time.advance(Duration.ofHours(2));
        ObjectNode expired = request(string, key, "192.0.2.9", "worker");
        assertThat(nobody.post("/v1/join", Json.text(expired)).code())
                .isEqualTo("join_string_expired");
        JoinString revoked = invite("{\"cidr\":\"10.0.0.0/8\"}");
        ObjectNode elsewhere = request(revoked, key, "192.0.2.9", "worker");
        assertThat(nobody.post("/v1/join", Json.text(elsewhere)).code())
                .isEqualTo("join_string_address");
        root.delete(STRINGS + "/" + revoked.secretId());
        assertThat(nobody.post("/v1/join", Json.text(elsewhere)).status()).isEqualTo(401);
    }

    @Test
    void aCheckSaysAllThatStandsInTheWayAndUsesNothingUp() {
        JoinString string = invite("{\"role\":\"worker\"}");
        ObjectNode bad = request(string, key, "127.0.0.1", "worker");
        bad.put("clockMillis", 0);
        JsonNode faults = nobody.post("/v1/join:check", Json.text(bad)).json();
        assertThat(faults.path("faults").findValuesAsString("code"))
                .contains("address_taken", "clock_offset");
        assertThat(faults.path("masters").isEmpty()).isFalse();

        ObjectNode good = request(string, key, "192.0.2.9", "worker");
        JsonNode fine = nobody.post("/v1/join:check", Json.text(good)).json();
        assertThat(fine.path("faults").isEmpty()).isTrue();
        assertThat(nobody.post("/v1/join", Json.text(good)).status()).isEqualTo(200);

        JsonNode used = nobody.post("/v1/join:check", Json.text(good)).json();
        assertThat(used.path("faults").findValuesAsString("code"))
                .containsExactly("join_string_used");
        assertThat(used.path("masters").isEmpty()).as("a stranger learns no address").isTrue();
    }

    @Test
    void whoShowsNoCertificateOfANodeCannotLeaveForIt() {
        assertThat(nobody.post("/v1/leave", "{}").code()).isEqualTo("not_a_member");
        assertThat(root.post("/v1/leave", "{}").code()).isEqualTo("not_a_member");
    }
}
