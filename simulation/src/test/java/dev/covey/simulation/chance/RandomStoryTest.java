package dev.covey.simulation.chance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.simulation.store.Flaw;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code -Dcovey.seed=N} tells one story again; its seed is in the failure, with the end of its
 * log.
 */
final class RandomStoryTest {

    private static final long FEW = 30;
    private static final long MANY = 3000;
    private static final int TAIL = 60;

    @Test
    void whateverHappensThePromisesHold() {
        Optional.ofNullable(Long.getLong("covey.seed"))
                .map(LongStream::of)
                .orElseGet(() -> LongStream.rangeClosed(1, FEW))
                .forEach(RandomStoryTest::holds);
    }

    @Test
    @Tag("long")
    void whateverHappensThousandsOfTimesThePromisesHold() {
        LongStream.rangeClosed(FEW + 1, MANY).forEach(RandomStoryTest::holds);
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        assertThat(RandomStory.play(7, Flaw.NONE)).isEqualTo(RandomStory.play(7, Flaw.NONE));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedFlawIsFound(Flaw flaw) {
        Optional<RandomStory.Course> found =
                LongStream.rangeClosed(1, FEW)
                        .mapToObj(seed -> RandomStory.play(seed, flaw))
                        .filter(course -> !course.breaches().isEmpty())
                        .findFirst();
        assertThat(found).as("a story that shows %s", flaw).isPresent();
    }

    private static void holds(long seed) {
        RandomStory.Course course = RandomStory.play(seed, Flaw.NONE);
        List<String> log = course.log();
        assertThat(course.breaches())
                .as(
                        "seed %d; again with -Dcovey.seed=%d; the end of its log:%n%s",
                        seed,
                        seed,
                        String.join("\n", log.subList(Math.max(0, log.size() - TAIL), log.size())))
                .isEmpty();
    }
}
