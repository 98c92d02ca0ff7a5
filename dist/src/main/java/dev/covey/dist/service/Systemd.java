package dev.covey.dist.service;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.pki.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A systemd unit. */
final class Systemd implements Background {

    private static final Path UNITS = Path.of("/etc/systemd/system");
    private static final Path USUAL = Path.of("/var/lib/covey");

    private final Path home;
    private final Path dataDirectory;
    private final String unit;

    Systemd(Path home, Path dataDirectory) {
        this.home = home;
        this.dataDirectory = dataDirectory;
        this.unit = name(dataDirectory) + ".service";
    }

    /** Several nodes fit on one machine: a data directory elsewhere has a unit of its own. */
    static String name(Path dataDirectory) {
        return dataDirectory.equals(USUAL)
                ? "covey"
                : "covey-" + Digest.hex(dataDirectory.toString()).substring(0, 8);
    }

    @Override
    public void install() {
        try {
            Files.writeString(UNITS.resolve(unit), text(home, dataDirectory));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed(
                            "service_failed",
                            "Expected to write %s, but: %s"
                                    .formatted(UNITS.resolve(unit), e.getMessage())));
        }
        Commands.must("systemctl", "daemon-reload");
        Commands.must("systemctl", "enable", "--quiet", unit);
        Commands.must("systemctl", "restart", unit);
    }

    /** The unit of a node. */
    static String text(Path home, Path dataDirectory) throws IOException {
        String template = Files.readString(home.resolve("share").resolve("covey.service"));
        return template.replace("@COVEY@", word(home.resolve("bin/covey")))
                .replace("@DATA_DIR@", word(dataDirectory));
    }

    /** One word of a unit file, whatever is in it (systemd.syntax(7), systemd.unit(5)). */
    private static String word(Path path) {
        String text = path.toString().replace("%", "%%");
        return text.matches("[A-Za-z0-9_./%+:@-]+")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public boolean installed() {
        return Files.exists(UNITS.resolve(unit));
    }

    @Override
    public void remove() {
        if (!installed()) {
            return;
        }
        Commands.run("systemctl", "disable", "--now", "--quiet", unit);
        try {
            Files.deleteIfExists(UNITS.resolve(unit));
        } catch (IOException e) {
            throw Commands.failed(new String[] {"rm", unit}, String.valueOf(e.getMessage()));
        }
        Commands.run("systemctl", "daemon-reload");
    }

    @Override
    public String remark() {
        return "It runs as systemd unit " + unit + ".";
    }
}
