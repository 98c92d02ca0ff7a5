package dev.covey.dist.doctor;

import dev.covey.dist.contact.KnownMasters;
import dev.covey.dist.contact.KnownMasters.Known;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the masters can be reached from here, and how far this clock is from theirs. */
final class MasterProbe {

    private static final Duration MOST_OFFSET = Duration.ofSeconds(60);
    private static final Duration LIKELY_OFFSET = Duration.ofSeconds(5);

    private final KnownMasters masters;
    private final InstantSource clock;

    MasterProbe(KnownMasters masters, InstantSource clock) {
        this.masters = masters;
        this.clock = clock;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        List<Known> all = masters.all();
        int reached = 0;
        for (Known master : all) {
            reached += look(master, findings) ? 1 : 0;
        }
        if (reached == 0) {
            findings.add(
                    Finding.bad(
                            "masters",
                            "none of %d can be reached".formatted(all.size()),
                            "Users go on being served. Look at the masters and at the network"
                                    + " between."));
        }
        return findings;
    }

    private boolean look(Known master, List<Finding> findings) {
        String check = "master " + master.https();
        boolean agents =
                master.agents().stream().anyMatch(a -> Doctor.reachable(a.host(), a.port()));
        try {
            HttpResponse<byte[]> answer = masters.send(master, "GET", "/healthz");
            findings.add(
                    agents
                            ? Finding.ok(check, "answers")
                            : Finding.warn(
                                    check,
                                    "answers, but its port for agents does not: " + master.agents(),
                                    "Open that port between the machines."));
            offset(answer).ifPresent(offset -> findings.add(clock(check, offset)));
            return agents;
        } catch (IOException e) {
            findings.add(
                    Finding.warn(
                            check,
                            KnownMasters.reason(e),
                            "Look at that machine, and whether its ports are open."));
            return false;
        }
    }

    /** HTTP says the time in whole seconds (RFC 9110, section 5.6.7). */
    private Optional<Duration> offset(HttpResponse<byte[]> answer) {
        try {
            return answer.headers()
                    .firstValue("Date")
                    .map(d -> ZonedDateTime.parse(d, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(at -> Duration.between(at.toInstant(), now()).abs());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Instant now() {
        return clock.instant();
    }

    private static Finding clock(String check, Duration offset) {
        String found = "%d s from that of %s".formatted(offset.toSeconds(), check);
        String remedy = "Let the machines keep time, such as with chrony or systemd-timesyncd.";
        if (offset.compareTo(MOST_OFFSET) > 0) {
            return Finding.bad("clock", found, remedy);
        }
        return offset.compareTo(LIKELY_OFFSET) > 0
                ? Finding.warn("clock", found, remedy)
                : Finding.ok("clock", found);
    }
}
