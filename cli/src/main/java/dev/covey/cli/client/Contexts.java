package dev.covey.cli.client;

import dev.covey.model.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** What {@code covey login} remembers, readable by its owner only. */
public final class Contexts {

    private record Saved(String server, String token, String caFile) {}

    private final Path directory;

    /** Keeps contexts in a directory, normally {@code ~/.config/covey}. */
    public Contexts(Path directory) {
        this.directory = directory;
    }

    /** The directory of the user who runs this program. */
    public static Contexts ofUser() {
        String config = System.getenv("XDG_CONFIG_HOME");
        Path base =
                config == null
                        ? Path.of(System.getProperty("user.home"), ".config")
                        : Path.of(config);
        return new Contexts(base.resolve("covey"));
    }

    /** The remembered target. */
    public Optional<Target> current() {
        try {
            byte[] saved = Files.readAllBytes(directory.resolve("context.json"));
            return Optional.of(Target.read(Json.readTree(saved)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Remembers a target and, beside it, the authorities to trust. */
    public void save(String server, String token, String authorities) throws IOException {
        var owner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (!Files.exists(directory)) {
            Files.createDirectories(directory.getParent());
            Files.createDirectory(directory, owner);
        }
        Path ca = directory.resolve("authorities.crt");
        write(ca, Json.utf8(authorities));
        Saved saved = new Saved(server, token, authorities.isEmpty() ? "" : ca.toString());
        write(directory.resolve("context.json"), Json.bytes(saved));
    }

    /** Forgets the target. */
    public void clear() throws IOException {
        Files.deleteIfExists(directory.resolve("context.json"));
    }

    private void write(Path file, byte[] content) throws IOException {
        Path fresh =
                Files.createTempFile(
                        directory,
                        ".new",
                        "",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
