package dev.covey.master.api.openapi;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Method;
import dev.covey.model.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the document. */
public final class Document {

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");
    private static final String NAMED = "/v1/clusters/{name}/{id}";

    private Document() {}

    /** The document of some endpoints. */
    public static ObjectNode of(List<Endpoint> endpoints) {
        ObjectNode document = Json.object();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Covey")
                .put("version", "1")
                .put(
                        "description",
                        "Everything below /v1/clusters/self is also below /v1/clusters/{name}/{id};"
                            + " the id decides. Errors are problem details (RFC 9457) with a stable"
                            + " code. ETag and If-Match carry revisions. Request-Id makes a write"
                            + " repeatable once. Lists with ?watch=true are streams of server-sent"
                            + " events, resumable with Last-Event-ID. Reads without quorum carry"
                            + " Covey-Stale-Seconds.");
        ObjectNode paths = document.putObject("paths");
        endpoints.forEach(endpoint -> path(paths, endpoint, endpoint.route().template(), ""));
        endpoints.stream()
                .filter(e -> e.route().template().startsWith(Endpoint.SELF))
                .forEach(e -> path(paths, e, named(e.route().template()), "Named"));
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas());
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("token").put("type", "http").put("scheme", "bearer");
        schemes.putObject("session")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "covey_session");
        return document;
    }

    /** The path by name and id of what is below the alias. */
    private static String named(String template) {
        return NAMED + template.substring(Endpoint.SELF.length());
    }

    private static void path(ObjectNode paths, Endpoint endpoint, String template, String suffix) {
        ObjectNode path =
                paths.has(template) ? (ObjectNode) paths.get(template) : paths.putObject(template);
        Method method = endpoint.route().method();
        ObjectNode operation = path.putObject(method.name().toLowerCase(Locale.ROOT));
        Doc doc = endpoint.doc();
        operation.putArray("tags").add(doc.tag());
        operation.put("summary", doc.summary());
        operation.put("operationId", id(endpoint) + suffix);
        if (endpoint.access() == Access.PUBLIC || endpoint.access() == Access.NEARBY) {
            operation.putArray("security");
        } else {
            ArrayNode security = operation.putArray("security");
            security.addObject().putArray("token");
            security.addObject().putArray("session");
        }
        operation.put("x-covey-access", endpoint.access().name().toLowerCase(Locale.ROOT));
        parameters(operation.putArray("parameters"), endpoint, template);
        if (!doc.request().isEmpty()) {
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            content(body, doc.request());
        }
        answers(operation.putObject("responses"), doc);
    }

    private static String id(Endpoint endpoint) {
        StringBuilder id =
                new StringBuilder(endpoint.route().method().name().toLowerCase(Locale.ROOT));
        String plain =
                endpoint.route()
                        .template()
                        .replace(Endpoint.SELF, "/cluster")
                        .replace("/v1/", "/")
                        .replaceAll("\\{[A-Za-z]+}", "one");
        for (String word : plain.split("[/:.\\-]")) {
            if (!word.isEmpty()) {
                id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return id.toString();
    }

    private static void parameters(ArrayNode parameters, Endpoint endpoint, String template) {
        Matcher variables = VARIABLE.matcher(template);
        while (variables.find()) {
            parameter(parameters, variables.group(1), "path", "string").put("required", true);
        }
        Method method = endpoint.route().method();
        if (endpoint.doc().response().endsWith("List") && method == Method.GET) {
            parameter(parameters, "limit", "query", "integer");
            parameter(parameters, "continue", "query", "string");
            parameter(parameters, "q", "query", "string");
            parameter(parameters, "watch", "query", "boolean");
            parameter(parameters, "Last-Event-ID", "header", "string");
        }
        if (method.safe()) {
            parameter(parameters, "Covey-Allow-Stale", "header", "boolean");
            parameter(parameters, "Covey-Least-Revision", "header", "integer");
        } else {
            parameter(parameters, "Request-Id", "header", "string");
            parameter(parameters, "If-Match", "header", "string");
        }
        if (method == Method.DELETE) {
            parameter(parameters, "plan", "query", "boolean");
        }
    }

    private static ObjectNode parameter(ArrayNode parameters, String name, String in, String type) {
        ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
        parameter.putObject("schema").put("type", type);
        return parameter;
    }

    private static void answers(ObjectNode answers, Doc doc) {
        ObjectNode good =
                answers.putObject(String.valueOf(doc.status())).put("description", "Done.");
        if (!doc.response().isEmpty()) {
            content(good, doc.response());
        }
        ObjectNode refused = answers.putObject("default").put("description", "Refused.");
        refused.putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
    }

    /** A schema's name stands for JSON; anything with a slash is a media type. */
    private static void content(ObjectNode node, String what) {
        ObjectNode content = node.putObject("content");
        if (what.indexOf('/') >= 0) {
            content.putObject(what.split(";", 2)[0]).putObject("schema").put("type", "string");
        } else {
            content.putObject("application/json")
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/" + what);
        }
    }

    private static ObjectNode schemas() {
        try (InputStream in = Document.class.getResourceAsStream("schemas.json")) {
            return (ObjectNode) Json.readTree(Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
