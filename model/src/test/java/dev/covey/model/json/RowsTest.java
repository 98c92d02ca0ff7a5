package dev.covey.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.model.Kind;
import dev.covey.model.Link;
import dev.covey.model.Meta;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Ports;
import dev.covey.model.ProblemException;
import dev.covey.model.Role;
import dev.covey.model.RouteSpec;
import dev.covey.model.Sealed;
import dev.covey.model.UserSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RowsTest {

    private static final Instant AT = Instant.parse("2030-01-01T00:00:00Z");
    private static final Meta META = Meta.first("a-1", "Anna", AT);

    private static NodeSpec node() {
        return new NodeSpec(
                Set.of(Role.MASTER, Role.WORKER),
                "z1",
                List.of(new Link(0, "10.0.0.1", 0)),
                "vpn.example.org",
                Ports.at(Ports.DEFAULT_BASE),
                "ab".repeat(32),
                NodeSpec.Availability.ACTIVE,
                1000);
    }

    private static UserSpec user(Optional<Instant> expiry) {
        Sealed sealed = new Sealed("box");
        return new UserSpec(1, true, 5, 0, expiry, List.of(), "", sealed, sealed, "00");
    }

    @Test
    void aRowReadsBackAsWhatWasWritten() {
        NodeStatus status =
                new NodeStatus(NodeStatus.State.READY, AT, "reports", "0.1", List.of("clock"));
        byte[] spec = Rows.spec(META, node(), Optional.empty());
        var read =
                Rows.read(Kind.NODE, spec, 7, Optional.of(Rows.status(status, Optional.empty())));
        assertThat(read.meta()).isEqualTo(META);
        assertThat(read.spec()).isEqualTo(node());
        assertThat(read.status()).contains(status);
        assertThat(read.revision()).isEqualTo(7);
    }

    @Test
    void wordsAreCamelCaseAndStatesHaveCapitals() {
        String spec = new String(Rows.spec(META, node(), Optional.empty()), StandardCharsets.UTF_8);
        assertThat(spec).contains("\"availability\":\"active\"").contains("\"createdAt\":\"2030-");
        NodeStatus status = new NodeStatus(NodeStatus.State.READY, AT, "", "", List.of());
        assertThat(new String(Rows.status(status, Optional.empty()), StandardCharsets.UTF_8))
                .contains("\"state\":\"Ready\"");
    }

    @Test
    void anAbsentExpiryStaysAbsent() {
        byte[] row = Rows.spec(META, user(Optional.empty()), Optional.empty());
        assertThat(Rows.read(Kind.USER, row, 1, Optional.empty()).spec())
                .isEqualTo(user(Optional.empty()));
        byte[] dated = Rows.spec(META, user(Optional.of(AT)), Optional.empty());
        assertThat(Rows.read(Kind.USER, dated, 1, Optional.empty()).spec())
                .isEqualTo(user(Optional.of(AT)));
    }

    @Test
    void fieldsOfANewerVersionSurviveARewriteByThisOne() {
        byte[] newer =
                Json.utf8(
                        "{\"meta\":{\"id\":\"a-1\",\"name\":\"r\",\"generation\":1,\"createdAt\":"
                                + "\"2030-01-01T00:00:00Z\",\"labels\":{},\"colour\":\"red\"},"
                                + "\"spec\":{\"algorithm\":\"roundRobin\",\"weight\":7},"
                                + "\"owner\":{\"team\":\"x\"}}");
        byte[] rewritten =
                Rows.spec(
                        META, new RouteSpec(RouteSpec.Algorithm.LEAST_LOADED), Optional.of(newer));
        var tree = Json.readTree(rewritten);
        assertThat(tree.at("/meta/colour").asString()).isEqualTo("red");
        assertThat(tree.at("/meta/name").asString()).isEqualTo("Anna");
        assertThat(tree.at("/spec/weight").asInt()).isEqualTo(7);
        assertThat(tree.at("/spec/algorithm").asString()).isEqualTo("leastLoaded");
        assertThat(tree.at("/owner/team").asString()).isEqualTo("x");
    }

    @Test
    void aStrangersJsonIsRefusedWithoutQuotingIt() {
        for (String bad :
                List.of("", "{", "[]", "{\"algorithm\":\"topsecret\"}", "{\"x\":\"topsecret\"}")) {
            assertThatThrownBy(() -> Json.readStrict(Json.utf8(bad), RouteSpec.class))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageNotContaining("topsecret");
        }
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(5000);
        assertThatThrownBy(() -> Json.readObject(Json.utf8(deep)))
                .isInstanceOf(ProblemException.class);
    }
}
