package dev.covey.master.api.system;

import java.nio.file.Path;

/**
 * The program as a package for bare servers. Safe from any thread; the first call may take long.
 */
public interface PackageSource {

    /**
     * A packed program.
     *
     * @param sha256 of the file, hex
     */
    record Archive(Path file, String sha256) {}

    /**
     * The package for one kind of machine.
     *
     * @param architecture as Debian spells it
     * @throws dev.covey.model.ProblemException if it cannot be made here
     */
    Archive archive(String architecture);

    /**
     * The script that installs it.
     *
     * @param folderUrl where the machine will find the packages
     */
    String installScript(String folderUrl);
}
