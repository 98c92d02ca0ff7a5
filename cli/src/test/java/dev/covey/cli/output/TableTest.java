package dev.covey.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.json.Json;
import org.junit.jupiter.api.Test;

final class TableTest {

    @Test
    void columnsLineUpAndNoControlCharacterReachesTheTerminal() {
        var items =
                Json.readTree(
                        Json.utf8(
                                """
                                [{"name":"Köln","bytes":1500,"roles":["a","b"]},
                                 {"name":"x\\u001b[31m","bytes":5}]
                                """));
        Table table =
                new Table(
                        Column.at("NAME", "/name"),
                        Column.bytes("SIZE", "/bytes"),
                        Column.at("ROLES", "/roles"));
        assertThat(String.join("\n", table.lines(items)))
                .isEqualTo(
                        """
                        NAME    SIZE    ROLES
                        Köln    1.5 kB  a,b
                        x?[31m  5 B\
                        """);
    }

    @Test
    void yamlQuotesWhatItMust() {
        var tree = Json.readTree(Json.utf8("{\"a\":{\"b\":[1,{\"c\":\"x: y\"}],\"d\":[]}}"));
        assertThat(String.join("\n", Yaml.lines(tree)))
                .isEqualTo(
                        """
                        a:
                          b:
                            - 1
                            - c: "x: y"
                          d: []\
                        """);
    }
}
