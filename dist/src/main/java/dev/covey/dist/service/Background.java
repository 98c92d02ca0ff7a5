package dev.covey.dist.service;

import java.nio.file.Files;
import java.nio.file.Path;

/** The node of one data directory as a service of this machine. Blocks; for one thread. */
public interface Background {

    /** Installs and starts it; what is installed already is replaced. */
    void install();

    /** Stops it and removes what installing left; harmless when there is nothing. */
    void remove();

    /** What a person should know about it, such as that it will not survive a reboot. */
    String remark();

    /**
     * The kind of service that this machine has.
     *
     * @param home where the program lies
     */
    static Background of(Path home, Path dataDirectory) {
        return Files.isDirectory(Path.of("/run/systemd/system"))
                ? new Systemd(home, dataDirectory)
                : new Supervised(home, dataDirectory);
    }
}
