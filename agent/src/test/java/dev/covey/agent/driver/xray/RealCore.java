package dev.covey.agent.driver.xray;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that these tests run for real, where they are to be had. */
final class RealCore {

    private RealCore() {}

    /** Xray-core: named by COVEY_XRAY, or on the path; without it the test is skipped. */
    static Path xray() {
        Optional<Path> found = program("COVEY_XRAY", "xray");
        assumeTrue(found.isPresent(), "skipped: no Xray core (set COVEY_XRAY)");
        return found.orElseThrow();
    }

    /** sing-box with Reality: named by COVEY_SING_BOX, or on the path. */
    static Optional<Path> singBox() {
        return program("COVEY_SING_BOX", "sing-box");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Optional<Path> program(String variable, String name) {
        Stream<Path> named = Stream.ofNullable(System.getenv(variable)).map(Path::of);
        Stream<Path> onPath =
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, name));
        return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
    }
}
