package dev.covey.dist.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one line at the end of ./dev test, from reports as Surefire and Vitest write them. */
final class CountTest {
    private static final String SUITE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="a.B" time="0.1" tests="5" errors="0" skipped="2" failures="2">
              <properties><property name="x" value="&lt;testcase "/></properties>
              <testcase name="works" classname="a.B" time="0.01"/>
              <testcase name="breaks" classname="a.B" time="0.01">
                <failure message="no" type="E"><![CDATA[x]]></failure>
              </testcase>
              <testcase name="throws" classname="a.B" time="0.01">
                <error message="no" type="E"><![CDATA[x]]></error>
              </testcase>
              <testcase name="asks" classname="a.B" time="0.0">
                <skipped type="E"><![CDATA[a.E: Assumption failed: not built
                at a.B]]></skipped>
              </testcase>
              <testcase name="waits" classname="a.B" time="0.0">
                <skipped message="Assumption failed: needs &quot;root&quot; &amp; nft"/>
              </testcase>
            </testsuite>
            """;

    @TempDir Path root;

    @BeforeEach
    void reports() throws IOException {
        Files.createDirectories(root.resolve("build"));
        Files.createDirectories(root.resolve("m/target/surefire-reports"));
    }

    @Test
    void resultsOfAllKindsAreCountedAndNamed() throws IOException {
        write(SUITE);

        Bash.Result result = summary("step_failures=(); console_ran=no");

        assertThat(result.out())
                .isEqualTo(
                        """
                        failed: a.B.breaks: no
                        failed: a.B.throws: no
                        skipped: a.B.asks: Assumption failed: not built
                        skipped: a.B.waits: Assumption failed: needs "root" & nft
                        1 passed, 2 failed, 2 skipped
                        """);
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void theConsolesTestsCountToo() throws IOException {
        write("<testsuite>\n  <testcase name=\"x\" classname=\"a.B\"/>\n</testsuite>\n");
        Files.createDirectories(root.resolve("console/target"));
        Files.writeString(
                root.resolve("console/target/unit.json"),
                "{\"numPassedTests\":7,\"numFailedTests\":0,\"numPendingTests\":2}");
        Files.writeString(
                root.resolve("console/target/e2e.json"),
                """
                { "suites": [{ "expected": 3 }],
                  "stats": {
                    "expected": 20,
                    "skipped": 1,
                    "unexpected": 1,
                    "flaky": 2
                  }
                }
                """);
        Files.writeString(root.resolve("build/e2e-failed.txt"), "e2e/a.spec.ts:1:1 › b\n");

        Bash.Result result = summary("step_failures=(); console_ran=yes");

        assertThat(result.out())
                .isEqualTo("failed: e2e/a.spec.ts:1:1 › b\n30 passed, 1 failed, 3 skipped\n");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void aStepThatFailedIsAFailure() throws IOException {
        write("<testsuite>\n  <testcase name=\"x\" classname=\"a.B\"/>\n</testsuite>\n");

        Bash.Result result = summary("step_failures=(build); console_ran=no");

        assertThat(result.out()).isEqualTo("failed: build\n1 passed, 1 failed, 0 skipped\n");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void nothingRunIsNoSuccess() {
        Bash.Result result = summary("step_failures=(); console_ran=yes");

        assertThat(result.out()).isEqualTo("0 passed, 0 failed, 0 skipped\n");
        assertThat(result.exit()).isEqualTo(1);
    }

    private void write(String suite) throws IOException {
        Files.writeString(root.resolve("m/target/surefire-reports/TEST-a.B.xml"), suite);
    }

    private Bash.Result summary(String before) {
        return Bash.withTools(root, Map.of(), before + "\nsummary");
    }
}
