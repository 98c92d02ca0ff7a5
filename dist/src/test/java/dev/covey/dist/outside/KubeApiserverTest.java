package dev.covey.dist.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.covey.model.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kubernetes takes the store for etcd, and outlives the store's leader with it. */
@Tag("acceptance")
final class KubeApiserverTest {

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final int MANY = 25;

    @TempDir Path directory;

    private static String map(int number, String value) {
        return """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c%d","labels":{"by":"test"}},
         "data":{"a":"%s"}}
        """
                .formatted(number, value);
    }

    @Test
    void aRealApiServerWorksOnAndOutlivesTheLeader() throws Exception {
        var _ = KubeApiserver.program();
        try (Members members = new Members(directory, 3, 256)) {
            String urls = String.join(",", IntStream.range(0, 3).mapToObj(members::url).toList());
            try (KubeApiserver kube = new KubeApiserver(directory, urls);
                    Running watch = kube.watch(MAPS + "?watch=1&labelSelector=by=test", "watch")) {
                createListChange(kube);
                await().atMost(BOUND).until(() -> events(watch, "MODIFIED") == 1);
                members.process(members.leader()).kill();
                await("writes go on")
                        .atMost(BOUND)
                        .until(() -> changed(kube, "after").contains("\"after\""));
                await().atMost(BOUND).until(() -> watch.said().contains("\"after\""));
                assertThat(kube.ask("DELETE", MAPS + "?labelSelector=by=test", ""))
                        .contains("ConfigMapList");
                await().atMost(BOUND).until(() -> events(watch, "DELETED") == MANY);
                assertThat(events(watch, "ADDED")).isEqualTo(MANY);
                assertThat(names(list(kube, "?labelSelector=by=test"))).isEmpty();
                await().atMost(BOUND).until(() -> kube.ask("GET", "/readyz", "").equals("ok"));
            }
        }
    }

    private static void createListChange(KubeApiserver kube) {
        for (int i = 0; i < MANY; i++) {
            assertThat(kube.ask("POST", MAPS, map(i, "first"))).contains("resourceVersion");
        }
        assertThat(kube.ask("POST", MAPS, map(0, "again"))).contains("AlreadyExists");
        JsonNode page = list(kube, "?labelSelector=by=test&limit=10");
        assertThat(names(page)).hasSize(10);
        String next = page.path("metadata").path("continue").asString();
        JsonNode rest = list(kube, "?labelSelector=by=test&limit=100&continue=" + next);
        assertThat(names(rest)).hasSize(MANY - 10).doesNotContainAnyElementsOf(names(page));
        assertThat(changed(kube, "second")).contains("\"second\"");
        assertThat(kube.ask("PUT", MAPS + "/c0", stale())).contains("Conflict");
    }

    /** The optimistic lock: an object as nobody has seen it. */
    private static String stale() {
        return map(0, "third").replace("\"name\":", "\"resourceVersion\":\"1\",\"name\":");
    }

    private static String changed(KubeApiserver kube, String value) {
        return kube.ask("PATCH", MAPS + "/c0", "{\"data\":{\"a\":\"" + value + "\"}}");
    }

    private static JsonNode list(KubeApiserver kube, String query) {
        return Json.readTree(
                kube.ask("GET", MAPS + query, "")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<String> names(JsonNode list) {
        return list.path("items")
                .valueStream()
                .map(each -> each.path("metadata").path("name").asString())
                .toList();
    }

    private static long events(Running watch, String type) {
        return watch.said().lines().filter(line -> line.contains("\"" + type + "\"")).count();
    }
}
