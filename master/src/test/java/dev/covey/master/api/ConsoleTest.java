package dev.covey.master.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConsoleTest {
    private final Rig rig = new Rig();
    private final Caller browser = rig.start().with("Accept", "text/html");

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void everyPageIsTheOneDocumentUnderAStrictPolicy() {
        for (String path : new String[] {"/", "/nodes", "/users/ann", "/index.html"}) {
            Caller.Answer page = browser.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.text()).contains("Test console");
            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void whatHasAHashInItsNameIsKeptAndCompressed() {
        Caller.Answer script = browser.get("/assets/app-B1gHash9.js");
        assertThat(script.header("Cache-Control")).contains("immutable");
        assertThat(script.text()).contains("console.log");
        Caller.Answer zipped =
                browser.with("Accept-Encoding", "gzip").get("/assets/app-B1gHash9.js");
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        Caller.Answer same =
                browser.with("If-None-Match", script.header("ETag")).get("/assets/app-B1gHash9.js");
        assertThat(same.status()).isEqualTo(304);
    }

    @Test
    void whatIsNotThereIsNotMadeUp() {
        assertThat(browser.get("/assets/other.js").status()).isEqualTo(404);
        assertThat(browser.get("/v1/nothing").status()).isEqualTo(404);
        assertThat(browser.post("/nodes", "{}").status()).isEqualTo(405);
        assertThat(browser.with("Accept", "application/json").get("/nodes").status())
                .isEqualTo(404);
    }

    @Test
    void aBareServerGetsScriptAndPackage() {
        assertThat(browser.get("/install.sh").text())
                .contains("fetch https://203.0.113.7:8443/package\n");
        assertThat(browser.get("/package/covey-linux-amd64.tar.gz").text()).isEqualTo("a package");
        assertThat(browser.get("/metrics").text()).contains("covey_active 1.0");
        assertThat(browser.get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void headIsGetWithoutABody() {
        Caller root = browser.root();
        root.post("/v1/clusters/self/users", "{\"name\":\"ann\"}");
        String url =
                root.get("/v1/clusters/self/users/ann/link")
                        .json()
                        .path("subscriptionUrl")
                        .asString();
        String path = url.substring(url.indexOf("/sub/"));
        Caller app = browser.with("Accept", "*/*");
        for (String each : new String[] {path, "/healthz", "/", "/install.sh"}) {
            Caller.Answer get = app.get(each);
            Caller.Answer head = app.send("HEAD", each, Optional.empty());
            assertThat(head.status()).as(each).isEqualTo(200);
            assertThat(head.text()).isEmpty();
            assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
            assertThat(head.header("Content-Length"))
                    .isEqualTo(String.valueOf(get.response().body().length));
        }
        assertThat(app.send("HEAD", path, Optional.empty()).header("Subscription-Userinfo"))
                .contains("upload=", "download=", "total=", "expire=");
    }
}
