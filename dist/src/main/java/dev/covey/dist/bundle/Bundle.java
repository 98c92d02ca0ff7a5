package dev.covey.dist.bundle;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Packs the running program for other machines, once, and keeps the file. For any thread; the first
 * caller waits for the packing (half a minute on two cores), and so does who asks meanwhile.
 */
public final class Bundle {
    private static final long MINUTES_TO_PACK = 10;

    /** What may stand in a URL inside the script's single quotes. */
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9._~:/\\[\\]-]+");

    private final Path home;
    private final Path folder;
    private @Nullable Tarball made;

    /**
     * A bundle that is not packed yet.
     *
     * @param home the program's folder: {@code bin}, {@code lib}, {@code share}
     * @param folder where the packed file is kept; need not exist
     */
    public Bundle(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    /**
     * The packed program.
     *
     * @throws ProblemException {@link Problem.Failed} if it cannot be packed here
     */
    public synchronized Tarball tarball() {
        Tarball known = made;
        if (known == null || !Files.isReadable(known.file())) {
            try {
                known = find();
            } catch (IOException e) {
                throw failed(String.valueOf(e.getMessage()));
            }
            made = known;
        }
        return known;
    }

    /**
     * The script that installs this program on a bare machine. It holds the digest of the package,
     * so who trusts the script may fetch the package over any connection.
     *
     * @param packageUrl where the machine will find {@link #tarball()}
     */
    public String installScript(String packageUrl) {
        if (!URL.matcher(packageUrl).matches()) {
            throw new ProblemException(
                    new Problem.Invalid("packageUrl", "an http or https URL", packageUrl));
        }
        Tarball tarball = tarball();
        try (InputStream template = Bundle.class.getResourceAsStream("install.sh")) {
            byte[] text = Objects.requireNonNull(template).readAllBytes();
            return new String(text, StandardCharsets.UTF_8)
                    .replace("@URL@", packageUrl)
                    .replace("@SHA256@", tarball.sha256())
                    .replace("@ARCHITECTURE@", tarball.architecture());
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    private Tarball find() throws IOException {
        String architecture = architecture();
        Path file = folder.resolve("covey-linux-" + architecture + "-" + fingerprint() + ".tar.gz");
        if (!Files.isReadable(file)) {
            removeOlder();
            pack(file);
        }
        return new Tarball(file, sha256(file), architecture);
    }

    private void pack(Path file) throws IOException {
        Path said = Files.createTempFile("covey-bundle", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(home.resolve("bin/covey-bundle").toString(), file.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES_TO_PACK, TimeUnit.MINUTES)) {
                process.destroy();
                throw failed("it took longer than " + MINUTES_TO_PACK + " minutes");
            }
            if (process.exitValue() != 0) {
                throw failed(Files.readString(said).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("it was interrupted");
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private void removeOlder() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Bundle::isOurs).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isOurs(Path file) {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        return name.startsWith("covey-linux-") && name.endsWith(".tar.gz");
    }

    /** Changes whenever the program does; cheaper than reading it all. */
    private String fingerprint() throws IOException {
        MessageDigest digest = newDigest();
        digest.update(home.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            for (Path file : files.sorted().toList()) {
                String line = file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") ? "arm64" : name;
    }

    private static ProblemException failed(String why) {
        return new ProblemException(
                new Problem.Failed(
                        "package_failed",
                        "Expected to pack the program for other machines, but: " + why));
    }
}
