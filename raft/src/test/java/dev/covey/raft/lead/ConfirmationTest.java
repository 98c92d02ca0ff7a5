package dev.covey.raft.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.runtime.store.UnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A majority must say, after it was asked, that the term is still the leader's. */
class ConfirmationTest {

    /** Voters that answer when the test wants them to. */
    private static final class Voters implements Confirmation.Electors {
        private Optional<Reign> reign = Optional.empty();
        private final Map<String, CompletableFuture<Long>> asked = new HashMap<>();
        private int questions;

        @Override
        public Optional<Reign> reign() {
            return reign;
        }

        @Override
        public CompletionStage<Long> termOf(String voter) {
            questions++;
            CompletableFuture<Long> answer = new CompletableFuture<>();
            asked.put(voter, answer);
            return answer;
        }

        void answer(String voter, long term) {
            asked.getOrDefault(voter, new CompletableFuture<>()).complete(term);
        }

        void silent(String voter) {
            asked.getOrDefault(voter, new CompletableFuture<>())
                    .completeExceptionally(new IllegalStateException("no answer"));
        }

        void lead(long term, long committed, List<Set<String>> electorates) {
            reign = Optional.of(new Reign(term, committed, electorates));
        }
    }

    private final Voters voters = new Voters();
    private final Confirmation confirmation = new Confirmation("a", voters, Runnable::run);

    private CompletableFuture<Long> confirm() {
        return confirmation.confirm().toCompletableFuture();
    }

    private static void assertRefused(CompletableFuture<Long> confirmed) {
        assertThat(confirmed).isDone();
        assertThatThrownBy(confirmed::join).hasCauseInstanceOf(UnavailableException.class);
    }

    @Test
    void aMemberThatDoesNotLeadConfirmsNothing() {
        assertRefused(confirm());
    }

    @Test
    void aSingleVoterNeedsNobody() {
        voters.lead(3, 7, List.of(Set.of("a")));
        assertThat(confirm()).isCompletedWithValue(7L);
        assertThat(voters.questions).isZero();
    }

    @Test
    void aMajorityIsEnough() {
        voters.lead(3, 7, List.of(Set.of("a", "b", "c")));
        CompletableFuture<Long> confirmed = confirm();
        assertThat(confirmed).isNotDone();
        voters.answer("b", 3);
        assertThat(confirmed).isCompletedWithValue(7L);
    }

    @Test
    void anotherTermOrSilenceIsNoAssent() {
        voters.lead(3, 7, List.of(Set.of("a", "b", "c")));
        CompletableFuture<Long> confirmed = confirm();
        voters.answer("b", 4);
        assertThat(confirmed).isNotDone();
        voters.silent("c");
        assertRefused(confirmed);
        CompletableFuture<Long> again = confirm();
        voters.answer("b", 2);
        voters.answer("c", 4);
        assertRefused(again);
    }

    @Test
    void whileTheMembersChangeBothMajoritiesMustAgree() {
        voters.lead(3, 7, List.of(Set.of("a", "b", "c"), Set.of("a", "d", "e")));
        CompletableFuture<Long> confirmed = confirm();
        voters.answer("b", 3);
        voters.answer("c", 3);
        assertThat(confirmed).isNotDone();
        voters.answer("d", 3);
        assertThat(confirmed).isCompletedWithValue(7L);
    }

    @Test
    void aLeaderThatIsBeingTakenOutDoesNotCountItself() {
        voters.lead(3, 7, List.of(Set.of("b", "c", "d")));
        CompletableFuture<Long> confirmed = confirm();
        voters.answer("b", 3);
        assertThat(confirmed).isNotDone();
        voters.answer("c", 3);
        assertThat(confirmed).isCompletedWithValue(7L);
    }

    @Test
    void whoComesWhileAQuestionIsOutSharesTheNextOne() {
        voters.lead(3, 7, List.of(Set.of("a", "b", "c")));
        CompletableFuture<Long> first = confirm();
        CompletableFuture<Long> second = confirm();
        CompletableFuture<Long> third = confirm();
        assertThat(voters.questions).isEqualTo(2);
        voters.lead(3, 9, List.of(Set.of("a", "b", "c")));
        voters.answer("b", 3);
        assertThat(first).isCompletedWithValue(7L);
        assertThat(second).isNotDone();
        assertThat(voters.questions).isEqualTo(4);
        voters.answer("c", 3);
        assertThat(second).isCompletedWithValue(9L);
        assertThat(third).isCompletedWithValue(9L);
    }
}
