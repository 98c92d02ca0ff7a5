package dev.covey.dist.store;

import dev.covey.etcd.save.Saved;
import dev.covey.kv.machine.State;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.raft.disk.Durable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saves what is sound in the directory of a member that does not start. */
@picocli.CommandLine.Command(
        name = "salvage",
        description = {
            "Writes what is sound in the data directory of a stopped member to a file for 'covey",
            "store restore', and says what is lost. The directory stays as it is."
        })
public final class StoreSalvage implements Runnable {

    @Spec @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The member's --data-dir.")
    Path directory = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "What to write; must not exist.")
    Path file = Path.of("");

    @Override
    public void run() {
        if (Files.exists(file)) {
            throw new ProblemException(
                    new Problem.Conflict(
                            "store_exists",
                            "Expected to make %s, but it exists. Choose another name."
                                    .formatted(file)));
        }
        Findings findings = Findings.in(directory);
        findings.lines().forEach(this::say);
        findings.damage().forEach(this::say);
        State state = findings.survivor().state();
        try {
            write(state);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed(
                            "store_unusable", "Expected to write %s, but: %s.".formatted(file, e)));
        }
        say("%s has revision %d.".formatted(file, state.user().revision()));
        say("To go on with it: covey store restore %s --data-dir NEW-DIRECTORY".formatted(file));
    }

    private void write(State state) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out =
                new BufferedOutputStream(
                        Files.newOutputStream(fresh, StandardOpenOption.WRITE), 1 << 16)) {
            new Saved(state.user(), state.system()).writeTo(out);
        }
        Durable.file(fresh);
        Files.move(fresh, file);
        Durable.nameOf(file);
    }

    private void say(String text) {
        var line = Objects.requireNonNull(spec).commandLine();
        line.getErr().println(text);
        line.getErr().flush();
    }
}
