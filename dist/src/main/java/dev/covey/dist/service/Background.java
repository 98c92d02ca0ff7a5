package dev.covey.dist.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The node of one data directory as a service of this machine. Blocks; for one thread. */
public interface Background {

    /** Installs and starts it; what is installed already is replaced. */
    void install();

    /** Stops it and removes what installing left; harmless when there is nothing. */
    void remove();

    /** True if it is installed, whether it runs or not. */
    boolean installed();

    /** What a person should know about it, such as that it will not survive a reboot. */
    String remark();

    /**
     * True if a process runs the program that lies here, not one that was replaced since.
     *
     * @param home where the program lies
     * @param process its number
     */
    static boolean runs(Path home, String process) {
        try {
            String line = Files.readString(Path.of("/proc", process, "cmdline"));
            return line.contains(home.toRealPath() + "/");
        } catch (IOException e) {
            return false;
        }
    }

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
