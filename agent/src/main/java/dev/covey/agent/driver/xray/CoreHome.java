package dev.covey.agent.driver.xray;

import dev.covey.pki.Digest;
import dev.covey.pki.secretfile.SecretFile;
import java.nio.file.Path;

/** The files of a core. Its sockets lie elsewhere if the name of its home is too long for them. */
record CoreHome(Path directory, Path sockets) {

    /** The kernel allows 107 bytes; the longest name here and some reserve are taken off. */
    private static final int LONGEST_SOCKET_DIRECTORY = 85;

    private static final int DIGEST = 16;

    static CoreHome in(Path home) {
        Path directory = home.toAbsolutePath();
        SecretFile.ownDirectory(directory);
        if (directory.toString().length() <= LONGEST_SOCKET_DIRECTORY) {
            return new CoreHome(directory, directory);
        }
        String name = "covey-" + Digest.hex(directory.toString()).substring(0, DIGEST);
        Path elsewhere = Path.of("/tmp", name);
        // Fails if somebody else made it, because its mode cannot be changed then.
        SecretFile.ownDirectory(elsewhere);
        return new CoreHome(directory, elsewhere);
    }

    Path config() {
        return directory.resolve("config.json");
    }

    Path state() {
        return directory.resolve("running.json");
    }

    Path log() {
        return directory.resolve("core.log");
    }

    Path form() {
        return directory.resolve("inbound.pb");
    }

    Path api() {
        return sockets.resolve("api.sock");
    }

    Path events() {
        return sockets.resolve("events.sock");
    }
}
