package dev.covey.master.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class AccessTest {
    private static final String USERS = "/v1/clusters/self/users";

    private final Rig rig = new Rig();
    private final Caller nobody = rig.start();
    private final Caller root = nobody.root();

    @AfterEach
    void stop() {
        rig.close();
    }

    private Caller.Answer login(String name, String password) {
        return nobody.post(
                "/v1/session", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
    }

    private Caller browser(Caller.Answer login) {
        return nobody.with("Cookie", cookie(login));
    }

    private static String cookie(Caller.Answer login) {
        String cookie = login.header("Set-Cookie");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void nobodySeesAnythingButWhatEveryoneMaySee() {
        for (String path :
                List.of(USERS, "/v1/clusters", "/v1/session", "/v1/admins", "/v1/audit")) {
            Caller.Answer answer = nobody.get(path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("unauthenticated");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
        for (String path : List.of("/healthz", "/readyz", "/v1/openapi.json", "/metrics")) {
            assertThat(nobody.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void aBrowserLogsInWritesWithItsTokenAndLogsOut() {
        Caller.Answer login = login("anna", Rig.PASSWORD);
        assertThat(login.status()).isEqualTo(201);
        assertThat(login.header("Set-Cookie")).contains("HttpOnly", "Secure", "SameSite=Strict");
        assertThat(rig.loggedIn).containsExactly("anna");
        Caller browser = browser(login);
        String csrf = login.json().path("csrf").asString();
        assertThat(browser.get("/v1/session").json().path("csrf").asString()).isEqualTo(csrf);

        Caller.Answer missing = browser.post(USERS, "{\"name\":\"a\"}");
        assertThat(missing.status()).isEqualTo(403);
        assertThat(missing.code()).isEqualTo("csrf");
        Caller writing = browser.with("Covey-Csrf", csrf);
        assertThat(writing.post(USERS, "{\"name\":\"a\"}").status()).isEqualTo(201);
        assertThat(root.get("/v1/audit").text()).contains("admin:anna", "user.create");

        assertThat(writing.delete("/v1/session").status()).isEqualTo(204);
        assertThat(browser.get("/v1/session").status()).isEqualTo(401);
    }

    @Test
    void theSessionIsFoundAmongCookiesOfOtherServersOnTheSameHost() {
        String session = cookie(login("anna", Rig.PASSWORD));
        assertThat(nobody.with("Cookie", "a=1; " + session).get("/v1/session").status())
                .isEqualTo(200);
        // As HTTP/2 splits them: one field each.
        Caller split = nobody.with("Cookie", "a=1").with("cookie", session);
        assertThat(split.get("/v1/session").status()).isEqualTo(200);
    }

    @Test
    void aSessionEndsWithItsTime() {
        Caller browser = browser(login("anna", Rig.PASSWORD));
        rig.time.advance(Duration.ofHours(25));
        assertThat(browser.get("/v1/session").status()).isEqualTo(401);
    }

    @Test
    void aViewerLooksAndChangesNothing() {
        Caller.Answer login = login("victor", Rig.PASSWORD);
        Caller viewer = browser(login).with("Covey-Csrf", login.json().path("csrf").asString());
        root.post(USERS, "{\"name\":\"ann\"}");
        assertThat(viewer.get(USERS).status()).isEqualTo(200);
        assertThat(viewer.get("/v1/clusters/self/nodes").status()).isEqualTo(200);
        List<Caller.Answer> refused =
                List.of(
                        viewer.post(USERS, "{\"name\":\"x\"}"),
                        viewer.patch(USERS + "/ann", "{\"note\":\"x\"}"),
                        viewer.delete(USERS + "/ann"),
                        viewer.get(USERS + "/ann/link"),
                        viewer.get(USERS + "/ann/qr"),
                        viewer.get("/v1/admins"),
                        viewer.get("/v1/tokens"),
                        viewer.get("/v1/audit"),
                        viewer.post("/v1/clusters/self/join-strings", "{}"),
                        viewer.delete("/v1/clusters/self/nodes/m1"));
        assertThat(refused).allMatch(a -> a.status() == 403 && a.code().equals("viewer"));
    }

    @Test
    void aTokenWorksUntilItExpiresOrIsDeleted() {
        JsonNode made =
                root.post(
                                "/v1/tokens",
                                "{\"name\":\"ci\",\"role\":\"admin\","
                                        + "\"expiresAt\":\"2030-01-02T00:00:00Z\"}")
                        .json();
        String text = made.path("token").asString();
        Caller ci = nobody.with("Authorization", "Bearer " + text);
        assertThat(ci.post(USERS, "{\"name\":\"a\"}").status()).isEqualTo(201);
        assertThat(root.get("/v1/tokens").text()).doesNotContain(text).doesNotContain("Hash");
        assertThat(nobody.with("Authorization", "Bearer " + text + "x").get(USERS).status())
                .isEqualTo(401);
        rig.time.advance(Duration.ofDays(2));
        assertThat(ci.get(USERS).status()).isEqualTo(401);

        String other =
                root.post("/v1/tokens", "{\"name\":\"cd\",\"role\":\"viewer\"}")
                        .json()
                        .path("token")
                        .asString();
        Caller cd = nobody.with("Authorization", "Bearer " + other);
        assertThat(cd.get(USERS).status()).isEqualTo(200);
        assertThat(root.delete("/v1/tokens/cd").status()).isEqualTo(204);
        assertThat(cd.get(USERS).status()).isEqualTo(401);
    }

    @Test
    void guessingIsSlowedDown() {
        for (int i = 0; i < 5; i++) {
            assertThat(login("anna", "wrong password " + i).status()).isEqualTo(401);
        }
        assertThat(login("anna", "wrong").status()).isIn(401, 429);
        Caller.Answer slowed = login("anna", Rig.PASSWORD);
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.code()).isEqualTo("too_many_logins");
        assertThat(login("nobody", Rig.PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void aGivenPasswordMustBeReplacedFirst() {
        JsonNode made = root.post("/v1/admins", "{\"name\":\"ben\",\"role\":\"admin\"}").json();
        Caller.Answer login = login("ben", made.path("password").asString());
        assertThat(login.json().path("mustChangePassword").asBoolean()).isTrue();
        Caller ben = browser(login).with("Covey-Csrf", login.json().path("csrf").asString());
        assertThat(ben.get(USERS).code()).isEqualTo("password_change_required");
        String change = "{\"old\":\"%s\",\"new\":\"%s\"}";
        String old = made.path("password").asString();
        assertThat(ben.post("/v1/session:password", change.formatted(old, "short")).status())
                .isEqualTo(400);
        Caller.Answer changed =
                ben.post("/v1/session:password", change.formatted(old, "a long new password"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(ben.get(USERS).status()).isEqualTo(200);
        assertThat(login("ben", old).status()).isEqualTo(401);
    }

    @Test
    void resettingAPasswordEndsItsSessionsAndTheLastAdministratorStays() {
        Caller browser = browser(login("anna", Rig.PASSWORD));
        JsonNode reset = root.post("/v1/admins/anna:reset", "").json();
        assertThat(reset.path("password").asString()).isNotEmpty();
        assertThat(browser.get("/v1/session").status()).isEqualTo(401);
        assertThat(root.delete("/v1/admins/anna").code()).isEqualTo("last_admin");
        assertThat(root.patch("/v1/admins/anna", "{\"role\":\"viewer\"}").code())
                .isEqualTo("last_admin");
        assertThat(root.delete("/v1/admins/victor").status()).isEqualTo(204);
    }

    @Test
    void whoClaimsToBeAMasterNeedsAMastersCertificate() {
        Caller.Answer claimed = nobody.with("Covey-Actor", "admin%3Aanna;role=admin").get(USERS);
        assertThat(claimed.status()).isEqualTo(403);
        assertThat(claimed.code()).isEqualTo("not_a_master");
        Caller.Answer login =
                nobody.with("Covey-Forwarded-For", "198.51.100.1")
                        .send(
                                "POST",
                                "/v1/session",
                                Optional.of("{\"name\":\"anna\",\"password\":\"x\"}"));
        assertThat(login.code()).isEqualTo("not_a_master");
    }
}
