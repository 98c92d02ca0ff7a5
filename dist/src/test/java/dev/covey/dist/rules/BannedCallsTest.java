package dev.covey.dist.rules;

import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BannedCallsTest {
    /** Calls that only {@code packages} may make; everybody else uses {@code instead}. */
    record Ban(String owner, Set<String> names, List<String> packages, String instead) {
        boolean covers(JavaAccess<?> access) {
            return access.getTargetOwner().getName().equals(owner)
                    && (names.isEmpty() || names.contains(access.getName()));
        }

        @Override
        public String toString() {
            return owner + names;
        }
    }

    private static final String CLOCK = "take a Clock of dev.covey.runtime.time as an argument";
    private static final String IDS = "take an Ids of dev.covey.runtime.ids as an argument";
    private static final String TASKS = "take a Tasks of dev.covey.runtime.task as an argument";
    private static final String OUTPUT = "log it, or return it to the caller";
    private static final String NEW = "<init>";

    static Stream<Ban> bans() {
        return Stream.of(time(), chance(), threads(), process()).flatMap(bans -> bans);
    }

    private static Stream<Ban> time() {
        List<String> where = List.of("runtime.time");
        return Stream.of(
                ban("java.time.Instant", "now", where, CLOCK),
                ban("java.time.LocalDate", "now", where, CLOCK),
                ban("java.time.LocalDateTime", "now", where, CLOCK),
                ban("java.time.ZonedDateTime", "now", where, CLOCK),
                ban("java.time.OffsetDateTime", "now", where, CLOCK),
                ban("java.time.Clock", "system systemUTC systemDefaultZone", where, CLOCK),
                ban("java.time.InstantSource", "system", where, CLOCK),
                ban("java.util.Date", NEW, where, CLOCK),
                ban("java.lang.System", "currentTimeMillis nanoTime", where, CLOCK));
    }

    private static Stream<Ban> chance() {
        List<String> where = List.of("runtime.ids");
        return Stream.of(
                ban("java.util.Random", NEW, where, IDS),
                ban("java.security.SecureRandom", NEW, List.of("runtime.ids", "dist"), IDS),
                ban("java.util.concurrent.ThreadLocalRandom", "", where, IDS),
                ban("java.lang.Math", "random", where, IDS),
                // The command line is a client, outside of what is simulated.
                ban("java.util.UUID", "randomUUID", List.of("runtime.ids", "cli"), IDS));
    }

    private static Stream<Ban> threads() {
        List<String> where = List.of("runtime.task");
        return Stream.of(
                ban(
                        "java.lang.Thread",
                        "<init> sleep ofVirtual ofPlatform startVirtualThread",
                        where,
                        TASKS),
                ban("java.util.concurrent.Executors", "", where, TASKS),
                ban("java.util.concurrent.ForkJoinPool", "", where, TASKS),
                ban("java.util.concurrent.ThreadPoolExecutor", NEW, where, TASKS),
                ban("java.util.concurrent.ScheduledThreadPoolExecutor", NEW, where, TASKS),
                ban("java.util.Timer", NEW, where, TASKS),
                ban(
                        "java.util.concurrent.CompletableFuture",
                        "supplyAsync runAsync delayedExecutor orTimeout completeOnTimeout",
                        where,
                        TASKS),
                ban("java.util.concurrent.TimeUnit", "sleep", where, TASKS));
    }

    private static Stream<Ban> process() {
        List<String> outside = List.of("dist", "cli");
        return Stream.of(
                ban("java.lang.System", "exit", outside, "throw a ProblemException"),
                ban("java.lang.Runtime", "exit halt exec", outside, "throw a ProblemException"),
                ban("java.lang.Throwable", "printStackTrace", List.of(), OUTPUT),
                ban("java.lang.Exception", "printStackTrace", List.of(), OUTPUT),
                ban(
                        "java.lang.ProcessBuilder",
                        NEW,
                        List.of("agent", "dist", "cli"),
                        "masters start no program: let the agent's driver do it"));
    }

    @ParameterizedTest
    @MethodSource("bans")
    void aBannedCallIsMadeInItsPlaceOnly(Ban ban) {
        Findings findings =
                new Findings(
                        "call-" + ban.owner.substring(ban.owner.lastIndexOf('.') + 1),
                        "clock, chance, threads and processes have one place each, so that a whole"
                                + " cluster runs in one thread under virtual time; "
                                + ban.instead);
        Program.written()
                .filter(type -> !Program.within(type.getPackageName(), ban.packages))
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(ban::covers)
                .forEach(use -> findings.add(use.getOriginOwner().getName(), use.getDescription()));
        findings.assertNone();
    }

    @Test
    void onlyTheOutermostPartsPrint() {
        Findings findings = new Findings("print", "a server's words go to its log; " + OUTPUT);
        Program.written()
                .filter(type -> !Program.within(type.getPackageName(), List.of("dist", "cli")))
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(use -> use.getTargetOwner().getName().equals("java.lang.System"))
                .forEach(use -> findings.add(use.getOriginOwner().getName(), use.getDescription()));
        findings.assertNone();
    }

    private static Ban ban(String owner, String names, List<String> packages, String instead) {
        Set<String> set = names.isEmpty() ? Set.of() : Set.of(names.split(" "));
        return new Ban(owner, set, packages, instead);
    }
}
