package dev.covey.dist.node;

import dev.covey.agent.driver.VpnDriver;
import dev.covey.agent.driver.xray.XrayDriver;
import dev.covey.agent.driver.xray.XraySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Chooses what a node runs its work with. */
final class Drivers {

    /** Where the core is; set by whoever starts the program. */
    private static final String CORE = "COVEY_XRAY";

    private final Surroundings around;

    Drivers(Surroundings around) {
        this.around = around;
    }

    /** The VPN core; where it is missing the driver says so and the rest still runs. */
    VpnDriver vpn() {
        Path home = around.directory().root().resolve("core");
        Path binary = core().orElse(Path.of("xray"));
        return new XrayDriver(
                new XraySettings(binary, home, false),
                around.clock(),
                around.ids(),
                around.tasks());
    }

    private static Optional<Path> core() {
        return Optional.ofNullable(System.getenv(CORE))
                .map(Path::of)
                .filter(Files::isExecutable)
                .or(Drivers::onPath);
    }

    private static Optional<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(":"))
                .map(dir -> Path.of(dir, "xray"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
