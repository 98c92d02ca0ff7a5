package dev.covey.master.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.api.resource.SiteProbe;
import dev.covey.model.Role;
import dev.covey.runtime.resource.Seed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class ResourcesTest {
    private static final String SELF = "/v1/clusters/self";

    private final Rig rig = new Rig();
    private final Caller root = rig.start().root();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aUserIsMadeChangedAndDeleted() {
        Caller.Answer made =
                root.post(SELF + "/users", "{\"name\":\"ann\",\"dataLimitBytes\":1000}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("number").asLong()).isEqualTo(1);
        String etag = made.header("ETag");
        assertThat(etag).isEqualTo("\"" + made.json().path("revision").asLong() + "\"");

        Caller.Answer changed =
                root.with("If-Match", etag)
                        .patch(
                                SELF + "/users/ann",
                                "{\"name\":\"anne\",\"expiresAt\":\"2031-01-01T00:00:00Z\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("expiresAt").asString()).startsWith("2031");

        assertThat(
                        root.with("If-Match", etag)
                                .patch(SELF + "/users/anne", "{\"note\":\"x\"}")
                                .status())
                .isEqualTo(412);
        Caller.Answer never = root.patch(SELF + "/users/anne", "{\"expiresAt\":null}");
        assertThat(never.json().has("expiresAt")).isFalse();
        assertThat(root.delete(SELF + "/users/anne").status()).isEqualTo(204);
        assertThat(root.get(SELF + "/users/anne").status()).isEqualTo(404);
    }

    @Test
    void aNameIsTakenOnce() {
        root.post(SELF + "/routes", "{\"name\":\"west\"}");
        Caller.Answer again = root.post(SELF + "/routes", "{\"name\":\"west\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("already_exists");
        root.post(SELF + "/routes", "{\"name\":\"east\"}");
        assertThat(root.patch(SELF + "/routes/east", "{\"name\":\"west\"}").status())
                .isEqualTo(409);
    }

    @Test
    void inboundsComeWithKeysAndAFreePort() {
        root.post(SELF + "/routes", "{\"name\":\"west\"}");
        JsonNode first = inbound("in-1").json();
        JsonNode second = inbound("in-2").json();
        assertThat(first.path("port").asInt()).isNotEqualTo(second.path("port").asInt());
        assertThat(first.path("publicKey").asString()).hasSize(43);
        assertThat(first.path("routeName").asString()).isEqualTo("west");
        assertThat(first.toString()).doesNotContain("privateKey", "sealed");
        int taken = first.path("port").asInt();
        Caller.Answer clash = root.patch(SELF + "/inbounds/in-2", "{\"port\":" + taken + "}");
        assertThat(clash.code()).isEqualTo("port_taken");
        assertThat(root.patch(SELF + "/inbounds/in-2", "{\"port\":8443}").code())
                .isEqualTo("port_taken");
        assertThat(root.patch(SELF + "/inbounds/in-2", "{\"route\":\"\"}").json().path("route"))
                .hasToString("\"\"");
    }

    private Caller.Answer inbound(String name) {
        return root.post(
                SELF + "/inbounds",
                ("{\"name\":\"%s\",\"node\":\"master-1\",\"masquerade\":\"a.example\","
                                + "\"route\":\"west\"}")
                        .formatted(name));
    }

    @Test
    void aSiteThatCannotBeAMasqueradeIsRefusedUnlessForced() {
        root.post(SELF + "/routes", "{\"name\":\"west\"}");
        rig.site = SiteProbe.Finding.NO_TLS_1_3;
        assertThat(inbound("in-1").code()).isEqualTo("masquerade_no_tls13");
        rig.site = SiteProbe.Finding.UNREACHABLE;
        assertThat(inbound("in-1").code()).isEqualTo("masquerade_unreachable");
        assertThat(
                        root.post(
                                        SELF + "/inbounds?force=true",
                                        "{\"name\":\"x\",\"node\":\"m1\",\"masquerade\":\"a.b\"}")
                                .status())
                .isEqualTo(201);
    }

    @Test
    void deletingARouteLeavesItsInboundsWithoutOne() {
        root.post(SELF + "/routes", "{\"name\":\"west\"}");
        inbound("in-1");
        assertThat(root.get(SELF + "/routes/west").json().path("inbounds").size()).isEqualTo(1);
        JsonNode plan = root.delete(SELF + "/routes/west?plan=true").json();
        assertThat(plan.path("removes").get(0).path("name").asString()).isEqualTo("west");
        assertThat(plan.path("effects").size()).isEqualTo(1);
        assertThat(root.delete(SELF + "/routes/west").status()).isEqualTo(204);
        assertThat(root.get(SELF + "/inbounds/in-1").json().path("route").asString()).isEmpty();
    }

    @Test
    void theLastMasterStays() {
        Caller.Answer refused = root.delete(SELF + "/nodes/master-1");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("last_master");
        assertThat(
                        root.delete(SELF + "/nodes/m1?plan=true")
                                .json()
                                .path("refusal")
                                .path("code")
                                .asString())
                .isEqualTo("last_master");
    }

    @Test
    void aNodeIsDrainedAndResumed() {
        assertThat(root.post(SELF + "/nodes/m1:drain", "{}").json().path("availability").asString())
                .isEqualTo("drained");
        assertThat(root.post(SELF + "/nodes/m1:resume", "").status()).isEqualTo(200);
        assertThat(
                        root.patch(SELF + "/nodes/m1", "{\"labels\":{\"rack\":\"3\"}}")
                                .json()
                                .path("labels")
                                .path("rack")
                                .asString())
                .isEqualTo("3");
    }

    @Test
    void connectingNeedsAConfirmedHostKey() {
        String server =
                "{\"name\":\"w\",\"server\":{\"host\":\"h.example\",\"password\":\"pw\"%s}}";
        Caller.Answer unknown = root.post(SELF + "/nodes", server.formatted(""));
        assertThat(unknown.status()).isEqualTo(409);
        assertThat(unknown.code()).isEqualTo("host_key_unconfirmed");
        String key = unknown.json().path("hostKey").asString();
        Caller once = root.with("Request-Id", "connect-once");
        String confirmed = server.formatted(",\"hostKey\":\"" + key + "\"");
        Caller.Answer started = once.post(SELF + "/nodes", confirmed);
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.json().path("type").asString()).isEqualTo("node-connect");
        assertThat(started.header("Location")).contains(started.json().path("id").asString());
        assertThat(started.text()).doesNotContain("pw\"");
        assertThat(rig.remembered).hasSize(1);
        assertThat(once.post(SELF + "/nodes", confirmed).header("Location"))
                .isEqualTo(started.header("Location"));
    }

    @Test
    void theClusterIsNamedAndKnownByIdUnderAnyName() {
        JsonNode changed =
                root.patch(SELF, "{\"name\":\"flock\",\"profileTitle\":\"My VPN\"}").json();
        assertThat(changed.path("name").asString()).isEqualTo("flock");
        assertThat(changed.path("counts").path("masters").asInt()).isEqualTo(1);
        assertThat(root.get("/v1/clusters/former/" + Rig.CLUSTER + "/nodes").status())
                .isEqualTo(200);
        assertThat(root.get("/v1/clusters/flock/" + Rig.CLUSTER).json().path("self").asBoolean())
                .isTrue();
        assertThat(root.get("/v1/clusters/flock/other-id/nodes").status()).isEqualTo(404);
        assertThat(root.get("/v1/clusters").json().path("items").size()).isEqualTo(1);
    }

    @Test
    void theSameRequestIdIsDoneOnce() {
        Caller once = root.with("Request-Id", "r-1");
        JsonNode first = once.post(SELF + "/users", "{\"name\":\"ann\"}").json();
        JsonNode again = once.post(SELF + "/users", "{\"name\":\"ann\"}").json();
        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(root.get(SELF + "/users").json().path("items").size()).isEqualTo(1);
        Caller.Answer other = once.post(SELF + "/users", "{\"name\":\"ben\"}");
        assertThat(other.code()).isEqualTo("request_id_reused");
    }

    @Test
    void listsComeInPagesByName() {
        for (String name : new String[] {"c", "a", "b"}) {
            root.post(SELF + "/users", "{\"name\":\"" + name + "\"}");
        }
        JsonNode first = root.get(SELF + "/users?limit=2").json();
        assertThat(first.path("items").get(0).path("name").asString()).isEqualTo("a");
        String next = first.path("continue").asString();
        JsonNode second = root.get(SELF + "/users?limit=2&continue=" + next).json();
        assertThat(second.path("items").get(0).path("name").asString()).isEqualTo("c");
        assertThat(second.has("continue")).isFalse();
        assertThat(root.get(SELF + "/users?q=B").json().path("items").size()).isEqualTo(1);
        assertThat(root.get("/v1/audit?limit=1").json().path("items").size()).isEqualTo(1);
    }

    @Test
    void aNodeKeepsTheRoleThatItJoinedWith() {
        String path = SELF + "/nodes/m1";
        Caller.Answer same = root.patch(path, "{\"role\":\"worker,master\",\"zone\":\"a\"}");
        assertThat(same.status()).isEqualTo(200);
        Caller.Answer other = root.patch(path, "{\"role\":\"witness\",\"zone\":\"b\"}");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("role_fixed");
        assertThat(other.json().path("detail").asString()).contains("join-info --role witness");
        assertThat(root.get(path).json().path("zone").asString()).isEqualTo("a");
        assertThat(root.patch(path, "{\"role\":\"king\"}").status()).isEqualTo(400);
    }

    @Test
    void aNodeIsReachedElsewhere() {
        String path = SELF + "/nodes/m1";
        JsonNode before = root.patch(path, "{\"publicAddress\":\"127.0.0.1\"}").json();
        Caller.Answer moved =
                root.patch(
                        path,
                        """
                        {"links":[{"number":0,"address":"10.9.9.1","priority":10},
                        {"number":1,"address":"10.9.8.1","priority":20}]}\
                        """);
        assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
        assertThat(moved.json().path("links").size()).isEqualTo(2);
        assertThat(moved.json().path("publicAddress").asString())
                .as("users follow where they dialled a link that goes")
                .isEqualTo("10.9.8.1");
        assertThat(moved.json().path("generation").asInt())
                .isGreaterThan(before.path("generation").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | 400",
                "{} | 400",
                "[7] | 400",
                "[{\"number\":0,\"address\":\"\"}] | 400",
                "[{\"number\":8,\"address\":\"10.9.9.1\"}] | 400",
                "[{\"address\":\"10.9.9.1\"}] | 400",
                "[{\"number\":0,\"address\":\"10.9.9.1\",\"priority\":256}] | 400",
                "[{\"number\":0,\"address\":\"a b\"}] | 400",
                "[{\"number\":0,\"address\":\"h\"},{\"number\":0,\"address\":\"i\"}] | 400",
                "[{\"number\":0,\"address\":\"w1.example\"}] | 409",
            })
    void linksThatCannotBeAreRefused(String links, int status) {
        new Seed(rig.store).node("w1", Role.WORKER);
        JsonNode before = root.get(SELF + "/nodes/m1").json();
        Caller.Answer answer = root.patch(SELF + "/nodes/m1", "{\"links\":" + links + "}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(root.get(SELF + "/nodes/m1").json().path("links"))
                .isEqualTo(before.path("links"));
    }

    @Test
    void aStandbyIsMadeTheActiveMaster() {
        assertThat(root.post(SELF + "/nodes/m1:makeMaster", "{}").status()).isEqualTo(200);
        assertThat(rig.quorum.transfers).isEmpty();
        JsonNode masters = root.get(SELF + "/masters").json();
        assertThat(masters.path("quorum").path("ok").asBoolean()).isTrue();
        assertThat(masters.path("quorum").path("mayLose").asInt()).isZero();
        assertThat(masters.path("quorum").path("reached").asInt()).isEqualTo(1);
        assertThat(masters.path("items").get(0).path("addresses").get(0).asString())
                .isEqualTo("127.0.0.1:8445");
        assertThat(masters.path("items").get(0).path("state").asString()).isEqualTo("active");
    }
}
