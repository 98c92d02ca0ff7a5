package dev.covey.dist.command;

import dev.covey.cli.client.ExitCode;
import dev.covey.cli.client.Refusal;
import dev.covey.cli.command.Connection;
import dev.covey.cli.output.Column;
import dev.covey.cli.output.Table;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.doctor.Doctor;
import dev.covey.dist.doctor.Finding;
import dev.covey.dist.doctor.Finding.Verdict;
import dev.covey.model.json.Json;
import dev.covey.runtime.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what is wrong on this machine. */
@Command(
        name = "doctor",
        description =
                "Checks this machine: process, disk, certificate, ports, core, masters, clock."
                        + " Ends with 1 if something is wrong.")
final class DoctorCommand implements Runnable {

    @Mixin Connection connection = new Connection();

    @Override
    public void run() {
        DataDirectory directory = new DataDirectory(connection.dataDirectory());
        List<Finding> findings = new Doctor(directory, Clock.system()).examine();
        ObjectNode answer = Json.object();
        ArrayNode items = answer.putArray("items");
        for (Finding finding : findings) {
            items.addObject()
                    .put("check", finding.check())
                    .put("verdict", finding.verdict().word())
                    .put("found", finding.found())
                    .put("remedy", finding.remedy());
        }
        Table table =
                new Table(
                        Column.at("CHECK", "/check"),
                        Column.at("VERDICT", "/verdict"),
                        Column.at("FOUND", "/found"),
                        Column.at("REMEDY", "/remedy"));
        connection.output().list(answer, table, "Nothing was checked.");
        long bad = findings.stream().filter(f -> f.verdict() == Verdict.BAD).count();
        if (bad > 0) {
            throw new Refusal(ExitCode.FAILED, bad + " of these must be mended.");
        }
    }
}
