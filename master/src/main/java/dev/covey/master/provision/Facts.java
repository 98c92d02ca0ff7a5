package dev.covey.master.provision;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a server is, as it says itself.
 *
 * @param freeMiB free space where the program and its data go
 * @param occupied true if a node lives there already
 * @param systemd true if systemd runs there
 */
record Facts(
        String system,
        String machine,
        String distribution,
        long freeMiB,
        long memoryMiB,
        boolean occupied,
        boolean systemd) {

    private static final long LEAST_FREE_MIB = 700;
    private static final long LEAST_MEMORY_MIB = 200;

    private static final String QUESTIONS =
            """
            uname -s; uname -m
            . /etc/os-release 2>/dev/null; echo "${PRETTY_NAME:-unknown}"
            df -Pm /opt /var 2>/dev/null | awk 'NR>1 && (m=="" || $4<m) {m=$4} END {print m+0}'
            awk '/^MemTotal/ {print int($2/1024)}' /proc/meminfo
            [ -e /var/lib/covey/node.json ] && echo yes || echo no
            [ -d /run/systemd/system ] && echo yes || echo no
            for p in tar gzip bash; do command -v $p >/dev/null || echo "missing $p"; done
            """;

    static Facts gather(Root root) {
        String[] lines =
                root.must("look at the server", QUESTIONS, "", Duration.ofSeconds(30)).split("\n");
        if (lines.length < 7) {
            throw refused(List.of("Expected a Linux server, but its answers make no sense."));
        }
        Facts facts =
                new Facts(
                        lines[0].strip(),
                        lines[1].strip(),
                        lines[2].replaceAll("\\p{Cntrl}", "").strip(),
                        number(lines[3]),
                        number(lines[4]),
                        lines[5].strip().equals("yes"),
                        lines[6].strip().equals("yes"));
        if (lines.length > 7) {
            throw refused(List.of("Expected tar, gzip and bash on the server: " + lines[7] + "."));
        }
        return facts;
    }

    /** Refuses what cannot become a node, naming every reason. */
    void check() {
        List<String> faults = new ArrayList<>();
        if (!system.equals("Linux")) {
            faults.add("Expected Linux, but the server runs " + system + ".");
        }
        if (!machine.equals("x86_64")) {
            faults.add("Expected an x86_64 machine, but it is " + machine + ".");
        }
        if (freeMiB < LEAST_FREE_MIB) {
            faults.add(
                    "Expected %d MiB free in /opt and /var, but there are %d."
                            .formatted(LEAST_FREE_MIB, freeMiB));
        }
        if (memoryMiB < LEAST_MEMORY_MIB) {
            faults.add(
                    "Expected %d MiB of memory, but there are %d."
                            .formatted(LEAST_MEMORY_MIB, memoryMiB));
        }
        if (occupied) {
            faults.add(
                    "Expected a server without a node, but there is one in /var/lib/covey. Run"
                            + " 'covey uninstall' there first.");
        }
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
    }

    private static ProblemException refused(List<String> faults) {
        return new ProblemException(new Problem.Failed("server_unfit", String.join(" ", faults)));
    }

    private static long number(String line) {
        String digits = line.strip();
        return digits.matches("[0-9]{1,15}") ? Long.parseLong(digits) : 0;
    }

    /** In one line, as a person would say it. */
    @Override
    public String toString() {
        return "%s, %s, %s; %s of memory, %s of disk free"
                .formatted(
                        distribution,
                        machine,
                        systemd ? "systemd" : "no systemd",
                        size(memoryMiB),
                        size(freeMiB));
    }

    private static String size(long mebibytes) {
        return mebibytes < 1024
                ? mebibytes + " MiB"
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024.0);
    }
}
