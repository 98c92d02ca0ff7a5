package dev.covey.master.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.api.MasterApi;
import dev.covey.master.api.Rig;
import dev.covey.master.api.door.Endpoint;
import dev.covey.model.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class OpenApiGoldenTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("covey.root", "."), "docs/openapi.json");

    private final Rig rig = new Rig();
    private final List<Endpoint> endpoints = MasterApi.endpoints(rig.ports());
    private final ObjectNode document = Document.of(endpoints);

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void theDocumentIsTheGoldenOne() throws IOException {
        String text = document.toPrettyString().replace("\r\n", "\n") + "\n";
        if (Boolean.getBoolean("rewrite")) {
            Files.writeString(GOLDEN, text);
        }
        assertThat(GOLDEN).as("rewrite it with ./dev docs").content().isEqualTo(text);
    }

    @Test
    void everyRouteIsInTheDocumentAndEveryOperationIsARoute() {
        Set<String> routes = new TreeSet<>();
        for (Endpoint endpoint : endpoints) {
            String method = endpoint.route().method().name().toLowerCase(Locale.ROOT);
            String template = endpoint.route().template();
            routes.add(method + " " + template);
            if (template.startsWith(Endpoint.SELF)) {
                routes.add(
                        method
                                + " /v1/clusters/{name}/{id}"
                                + template.substring(Endpoint.SELF.length()));
            }
        }
        Set<String> documented = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .propertyNames()
                                        .forEach(m -> documented.add(m + " " + path.getKey())));
        assertThat(documented).isEqualTo(routes);
    }

    @Test
    void everyReferenceLeadsToASchemaAndEverySchemaIsUsed() {
        JsonNode schemas = document.path("components").path("schemas");
        Set<String> used = new TreeSet<>();
        Matcher references =
                Pattern.compile("#/components/schemas/([A-Za-z]+)").matcher(Json.text(document));
        while (references.find()) {
            used.add(references.group(1));
        }
        assertThat(used).isEqualTo(new TreeSet<>(schemas.propertyNames()));
    }

    @Test
    void operationIdsAreUnique() {
        Set<String> ids = new TreeSet<>();
        document.path("paths")
                .forEach(
                        path ->
                                path.forEach(
                                        operation ->
                                                assertThat(
                                                                ids.add(
                                                                        operation
                                                                                .path("operationId")
                                                                                .asString()))
                                                        .as(
                                                                operation
                                                                        .path("operationId")
                                                                        .asString())
                                                        .isTrue()));
        assertThat(ids).isNotEmpty();
    }
}
