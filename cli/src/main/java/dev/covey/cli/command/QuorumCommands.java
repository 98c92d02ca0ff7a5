package dev.covey.cli.command;

import dev.covey.cli.client.Reply;
import dev.covey.cli.output.Cells;
import dev.covey.cli.output.Column;
import dev.covey.cli.output.Output;
import dev.covey.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** The quorum: whether the masters can decide, and what that survives. */
@Command(name = "quorum", description = "The quorum: who votes, and what the cluster survives.")
public final class QuorumCommands {

    private static final Table MEMBERS =
            new Table(
                    Column.at("NAME", "/name"),
                    new Column("ROLE", QuorumCommands::role),
                    Column.at("STATE", "/state"),
                    Column.at("ZONE", "/zone"),
                    Column.at("ADDRESSES", "/addresses"),
                    Column.at("LAG", "/lagEntries"),
                    Column.at("LAST CONTACT MS", "/lastContactMillis"),
                    Column.at("CLOCK AHEAD MS", "/clockAheadMillis"),
                    Column.at("ID", "/node"));

    @Command(
            name = "show",
            description = "Whether there is a quorum, who votes, and what may be lost.")
    void show(@Mixin Connection connection) {
        Reply reply = connection.client().get(Api.of("masters"));
        JsonNode masters = reply.json();
        Output output = connection.output();
        if (output.machine()) {
            output.document(masters);
            return;
        }
        List<String> lines = new ArrayList<>(facts(masters));
        lines.add("");
        lines.addAll(MEMBERS.lines(masters.path("items")));
        output.lines(lines);
        stale(output, reply);
    }

    private static List<String> facts(JsonNode masters) {
        JsonNode quorum = masters.path("quorum");
        List<String> lines = new ArrayList<>();
        lines.add(fact("Quorum", line(masters)));
        lines.add(fact("Survives", survives(quorum)));
        lines.add(fact("Active master", leader(masters)));
        lines.add(fact("Epoch", Cells.text(masters.path("epoch"))));
        lines.add(fact("Term", Cells.text(masters.path("term"))));
        lines.add(fact("Log", "committed up to " + Cells.text(masters.path("committed"))));
        lines.add(fact("Revision", Cells.text(masters.path("revision"))));
        lines.add(
                fact(
                        "Membership",
                        masters.path("changing").asBoolean(false) ? "changing" : "settled"));
        lines.add(fact("Cluster time", Cells.time(masters.path("at"))));
        return lines;
    }

    /** One line of facts about a cluster. */
    static String fact(String name, String text) {
        return "%-15s %s".formatted(name, text);
    }

    /** Whether a majority is there, with its numbers; who is there only a leader knows. */
    static String line(JsonNode masters) {
        JsonNode quorum = masters.path("quorum");
        String led =
                Cells.text(masters.path("leader")).isEmpty()
                        ? "no master leads; %s have votes, %s needed"
                                .formatted(
                                        Cells.text(quorum.path("voters")),
                                        Cells.text(quorum.path("needed")))
                        : "%s of %s votes are there, %s needed"
                                .formatted(
                                        Cells.text(quorum.path("reached")),
                                        Cells.text(quorum.path("voters")),
                                        Cells.text(quorum.path("needed")));
        return "%s (%s)".formatted(quorum.path("ok").asBoolean(false) ? "yes" : "NO", led);
    }

    /** What more may be lost before there is no majority. */
    static String survives(JsonNode quorum) {
        if (!quorum.path("ok").asBoolean(false)) {
            return "nothing is written until a majority agrees on a leader";
        }
        int mayLose = quorum.path("mayLose").asInt(0);
        if (mayLose == 0) {
            return "no further loss of a voting master";
        }
        String zones = Cells.text(quorum.path("fatalZones"));
        return "the loss of %d more voting master%s%s"
                .formatted(
                        mayLose,
                        mayLose == 1 ? "" : "s",
                        zones.isEmpty() ? "" : ", but not of zone " + zones);
    }

    /** The name of the active master. */
    static String leader(JsonNode masters) {
        for (JsonNode master : masters.path("items")) {
            if (master.path("state").asString("").equals("active")) {
                return Cells.text(master.path("name"));
            }
        }
        return "none";
    }

    /** Says how old an answer may be that no majority has confirmed. */
    static void stale(Output output, Reply reply) {
        reply.staleSeconds()
                .ifPresent(s -> output.note("No quorum: this answer may be " + s + " s old."));
    }

    private static String role(JsonNode member) {
        String seat = member.path("voter").asBoolean(false) ? "voter" : "learner";
        return member.path("witness").asBoolean(false) ? "witness, " + seat : seat;
    }
}
