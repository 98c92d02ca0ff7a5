package dev.covey.master.control.pruning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.rows.SecretIndex;
import dev.covey.model.AuditSpec;
import dev.covey.model.EventSpec;
import dev.covey.model.JoinStringSpec;
import dev.covey.model.Kind;
import dev.covey.model.OperationSpec;
import dev.covey.model.OperationStatus;
import dev.covey.model.Permission;
import dev.covey.model.Role;
import dev.covey.model.SessionSpec;
import dev.covey.model.TokenSpec;
import dev.covey.model.Type;
import dev.covey.runtime.control.EngineBench;
import dev.covey.runtime.ids.SeededIds;
import dev.covey.runtime.resource.Draft;
import dev.covey.runtime.resource.Ordered;
import dev.covey.runtime.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PruningControllerTest {
    private final EngineBench bench = new EngineBench(new PruningController());
    private final SeededIds ids = new SeededIds(3);

    private void event(Instant at) {
        EventSpec event = new EventSpec(EventSpec.Severity.NOTICE, "test", "", "a test");
        bench.seed.commit(new Draft(bench.store.view()).event(Ordered.id(at, ids), at, event));
    }

    @Test
    void events_that_are_too_old_or_too_many_go() {
        Instant now = bench.clock.instant();
        for (int i = 0; i < 40; i++) {
            event(now.minus(Duration.ofDays(31)).plusSeconds(i));
        }
        for (int i = 0; i < 2_010; i++) {
            event(now.minusSeconds(3000 - i));
        }
        bench.pass(Duration.ofMinutes(2));

        assertThat(bench.store.view().list("r/event/")).hasSize(2_000);
    }

    @Test
    void audit_lines_go_however_steadily_others_come() {
        Instant now = bench.clock.instant();
        for (int i = 0; i < 90; i++) {
            bench.seed.commit(audit(now.minus(Duration.ofDays(401)).plusSeconds(i)));
        }
        for (int i = 0; i < 5; i++) {
            bench.cluster.hold();
            Draft line = audit(bench.clock.instant());
            var written =
                    bench.store.commit(
                            Transaction.of(line.conditions(), line.changes(), "ada", "a test"));
            bench.pass(Duration.ofMinutes(1));
            bench.cluster.release();
            assertThat(written).isDone();
        }
        bench.settle();

        assertThat(bench.store.view().list("r/audit/")).hasSize(5);
    }

    private Draft audit(Instant at) {
        AuditSpec line = new AuditSpec("ada", "user.create", "user/1", "");
        return new Draft(bench.store.view()).audit(Ordered.id(at, ids), at, line);
    }

    @Test
    void sessions_go_when_they_expire_and_tokens_and_join_strings_a_day_later() {
        Instant soon = bench.clock.instant().plusSeconds(60);
        bench.seed.create("s", new SessionSpec("a", "hash", soon));
        bench.seed.create("t", new TokenSpec(Permission.ADMIN, "hash", "a", Optional.of(soon)));
        bench.seed.commit(new Draft(bench.store.view()).put(SecretIndex.TOKEN.put("hash", "t")));
        bench.seed.create("ever", new TokenSpec(Permission.ADMIN, "hash2", "a", Optional.empty()));
        bench.seed.create("j", new JoinStringSpec(Set.of(Role.WORKER), "hash", soon, 1, ""));
        bench.pass(Duration.ofMinutes(3));
        assertThat(bench.resources().get(Type.SESSION, "s")).isEmpty();
        assertThat(bench.resources().get(Type.TOKEN, "t")).isPresent();

        bench.clock.advance(Duration.ofDays(1));
        bench.pass(Duration.ofMinutes(7));

        assertThat(bench.resources().list(Type.TOKEN))
                .extracting(t -> t.id())
                .containsExactly("ever");
        assertThat(bench.store.view().list("x/token/")).isEmpty();
        assertThat(bench.resources().list(Type.JOIN_STRING)).isEmpty();
    }

    @Test
    void ended_operations_go_after_a_month_and_those_that_run_stay() {
        operation("old", OperationStatus.State.FAILED);
        operation("running", OperationStatus.State.RUNNING);
        bench.clock.advance(Duration.ofDays(31));
        bench.pass(Duration.ofMinutes(7));

        assertThat(bench.resources().list(Type.OPERATION))
                .extracting(o -> o.id())
                .containsExactly("running");
        assertThat(bench.store.view().get("s/operation/old")).isEmpty();
        assertThat(bench.store.view().get("n/operation/old")).isEmpty();
    }

    private void operation(String id, OperationStatus.State state) {
        bench.seed.create(id, new OperationSpec("t", "", "a", Map.of(), 1, false));
        bench.seed.status(
                Kind.OPERATION, id, new OperationStatus(state, 1, List.of(), List.of(), ""));
    }

    @Test
    void a_cluster_with_nothing_to_prune_is_left_in_peace() {
        event(bench.clock.instant());
        long before = bench.store.view().revision();
        bench.pass(Duration.ofMinutes(30));

        assertThat(bench.store.view().revision()).isEqualTo(before);
    }
}
