package dev.covey.dist.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FenceTest {

    @TempDir Path directory;

    @Test
    void blocksAreReadWithTheirMarks() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("d.md"),
                        """
                        # T
                        ```sh host=two exit=4 not-run="a good reason"
                        covey x
                        ```
                        ```console
                        $ covey status
                        State  Active
                        $ covey nodes
                        ```
                        """);
        List<Fence> fences = Fence.of(file);
        assertThat(fences.getFirst().host()).isEqualTo("two");
        assertThat(fences.getFirst().exit()).isEqualTo(4);
        assertThat(fences.getFirst().run()).isFalse();
        assertThat(fences.getLast().shown()).hasSize(2);
        assertThat(fences.getLast().shown().getFirst().answer()).containsExactly("State  Active");
    }

    @Test
    void aMarkThatNobodyKnowsIsAnError() throws IOException {
        Path file = Files.writeString(directory.resolve("d.md"), "```sh skip\nx\n```\n");
        assertThatThrownBy(() -> Fence.of(file)).hasMessageContaining("skip");
    }

    @Test
    void aShapeFitsOtherNumbersAndGaps() {
        assertThat(Fence.shape("State  Active 3").matcher("State     Active 17").find()).isTrue();
        assertThat(Fence.shape("a … z").matcher("a b c z").find()).isTrue();
        assertThat(Fence.shape("State Active").matcher("State Degraded").find()).isFalse();
    }
}
