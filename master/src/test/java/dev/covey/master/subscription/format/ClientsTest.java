package dev.covey.master.subscription.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.master.subscription.profile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The real clients read what is written for them. */
class ClientsTest {
    @TempDir Path folder;

    static Stream<List<Entry>> entries() {
        return Stream.of(FormatTest.SERVERS, FormatTest.SERVERS.subList(0, 1), FormatTest.NOTICE);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void singBoxTakesBothOfItsConfigurations(List<Entry> entries) throws Exception {
        Path singBox = Programs.need("COVEY_SING_BOX", "sing-box");
        for (Format format : List.of(Format.SING_BOX, Format.SING_BOX_TUN)) {
            Path file = folder.resolve(format.word() + ".json");
            Files.write(file, format.write(entries));

            assertThat(run(singBox, "check", "--disable-color", "-c", file.toString()))
                    .as(format.word())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void xrayTakesEachOfItsConfigurations(List<Entry> entries) throws Exception {
        Path xray = Programs.need("COVEY_XRAY", "xray");
        JsonNode all = FormatTest.tree(FormatTest.text(Format.XRAY, entries));
        assertThat(all).hasSameSizeAs(entries);
        for (JsonNode config : all) {
            Path file = folder.resolve("xray.json");
            Files.writeString(file, config.toString());

            assertThat(run(xray, "run", "-test", "-c", file.toString()))
                    .contains("Configuration OK.");
        }
    }

    /** What a program that must succeed prints. */
    private String run(Path program, String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String text = Files.readString(output);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
