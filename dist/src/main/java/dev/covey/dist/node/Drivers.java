package dev.covey.dist.node;

import dev.covey.agent.driver.VpnDriver;
import dev.covey.agent.driver.xray.XrayDriver;
import dev.covey.agent.driver.xray.XraySettings;
import dev.covey.dist.program.Core;
import java.nio.file.Path;

/** Chooses what a node runs its work with. */
final class Drivers {

    private final Surroundings around;

    Drivers(Surroundings around) {
        this.around = around;
    }

    /** The VPN core; where it is missing the driver says so and the rest still runs. */
    VpnDriver vpn() {
        Path home = around.directory().root().resolve("core");
        Path binary = Core.find().orElse(Path.of("xray"));
        return new XrayDriver(
                new XraySettings(binary, home, false),
                around.clock(),
                around.ids(),
                around.tasks());
    }
}
