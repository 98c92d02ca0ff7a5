package dev.covey.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Problem;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ExitCodeTest {

    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of(new Problem.Failed("c", "m"), 1),
                Arguments.of(new Problem.LimitReached("c", "m"), 1),
                Arguments.of(new Problem.Invalid("f", "e", "x"), 2),
                Arguments.of(new Problem.Malformed("c", "m"), 2),
                Arguments.of(new Problem.NotFound(Kind.USER, "n"), 3),
                Arguments.of(new Problem.AlreadyExists(Kind.USER, "n"), 4),
                Arguments.of(new Problem.Moved(new Key(Kind.USER, "n"), 1, 2), 4),
                Arguments.of(new Problem.Conflict("c", "m"), 4),
                Arguments.of(new Problem.Locked("o", "m"), 4),
                Arguments.of(new Problem.Unauthenticated("m"), 5),
                Arguments.of(new Problem.Forbidden("c", "m"), 5),
                Arguments.of(new Problem.Unavailable("m", Duration.ofSeconds(1)), 6),
                Arguments.of(new Problem.Unknown("r"), 7));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void eachProblemEndsTheProgramWithItsNumber(Problem problem, int exit) {
        assertThat(ExitCode.of(problem).number()).isEqualTo(exit);
    }
}
