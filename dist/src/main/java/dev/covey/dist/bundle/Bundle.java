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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs the running program for other machines, once, and keeps the file. For any thread; the first
 * caller waits for the packing (half a minute on two cores), and so does who asks meanwhile.
 */
public final class Bundle {
    private static final Logger LOG = LoggerFactory.getLogger(Bundle.class);
    private static final long MINUTES_TO_PACK = 10;
    private static final long ROOM_TO_PREPARE = 1L << 30;

    /** What may stand in a URL inside the script's single quotes. */
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9._~:/\\[\\]-]+");

    private final Path home;
    private final Path folder;
    private @Nullable Tarball made;
    private @Nullable Tarball other;
    private String otherStamp = "";

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
     * The program for one kind of machine. For this kind it is packed here; for another it is the
     * file that {@code ./dev package} made, if somebody put it into the folder.
     *
     * @param architecture as Debian spells it
     */
    public synchronized Optional<Tarball> tarball(String architecture) {
        if (architecture.equals(architecture())) {
            return Optional.of(tarball());
        }
        Path file = folder.resolve("covey-linux-" + architecture + ".tar.gz");
        try {
            String stamp = file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
            if (!stamp.equals(otherStamp)) {
                other = new Tarball(file, sha256(file), architecture);
                otherStamp = stamp;
            }
            return Optional.ofNullable(other);
        } catch (IOException e) {
            return Optional.empty(); // nobody put one there
        }
    }

    /**
     * Packs the program before somebody waits for it, if the disk has room for that to be of no
     * harm.
     */
    public void prepare() {
        try {
            Files.createDirectories(folder);
            if (folder.toFile().getUsableSpace() >= ROOM_TO_PREPARE) {
                tarball();
            }
        } catch (IOException | ProblemException e) {
            LOG.warn("The program is not packed yet for further servers: {}", e.getMessage());
        }
    }

    /** Digests by architecture, for the script; empty for a package that is not there. */
    private String digest(String architecture) {
        return tarball(architecture).map(Tarball::sha256).orElse("");
    }

    /**
     * The script that installs this program on a bare machine. It holds the digest of the package,
     * so who trusts the script may fetch the package over any connection.
     *
     * @param folderUrl where the machine will find the packages, as {@code
     *     covey-linux-ARCHITECTURE.tar.gz}
     */
    public String installScript(String folderUrl) {
        if (!URL.matcher(folderUrl).matches()) {
            throw new ProblemException(
                    new Problem.Invalid("folderUrl", "an http or https URL", folderUrl));
        }
        try (InputStream template = Bundle.class.getResourceAsStream("install.sh")) {
            byte[] text = Objects.requireNonNull(template).readAllBytes();
            return new String(text, StandardCharsets.UTF_8)
                    .replace("@URL@", folderUrl)
                    .replace("@AMD64@", digest("amd64"))
                    .replace("@ARM64@", digest("arm64"));
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
            String packer = home.resolve("bin/covey-bundle").toString();
            ProcessBuilder builder =
                    new ProcessBuilder("nice", packer, file.toString())
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
        return name.startsWith("covey-linux-" + architecture() + "-") && name.endsWith(".tar.gz");
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
