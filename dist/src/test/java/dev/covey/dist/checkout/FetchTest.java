package dev.covey.dist.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FetchTest {
    private static final String CORE = "#!/bin/sh\necho 'Xray 26.3.27 (a core for a test)'\n";

    @TempDir Path cache;

    private FileServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new FileServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theCoreComesFromTheOfficialArchiveWhereThereIsNoGo() throws Exception {
        byte[] archive = zip("xray", CORE);
        server.put("/xray.zip", archive);

        Bash.Result result = byZip(sha256(archive));

        Path core = cache.resolve("xray-26.3.27/xray");
        assertThat(result.out().strip()).isEqualTo(core.toString());
        assertThat(core).isExecutable().hasContent(CORE);
        assertThat(result.err().lines()).hasSize(1).allMatch(line -> line.contains("getting Xray"));
        assertThat(cache).isDirectoryNotContaining(file -> file.toString().endsWith(".zip"));
    }

    @Test
    void anArchiveWithAnotherDigestIsNotUsed() throws Exception {
        byte[] archive = zip("xray", CORE);
        server.put("/xray.zip", archive);

        Bash.Result result = byZip("0".repeat(64));

        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains("Expected SHA-256 000", "Nothing was installed");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void anArchiveWithoutTheCoreLeavesNothing() throws Exception {
        byte[] archive = zip("README.md", "no core here");
        server.put("/xray.zip", archive);

        Bash.Result result = byZip(sha256(archive));

        assertThat(result.exit()).isNotZero();
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void aMissingArchiveLeavesNothing() {
        Bash.Result result = byZip("0".repeat(64));

        assertThat(result.exit()).isNotZero();
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void longDigestsAreSha512() throws Exception {
        byte[] file = "a".getBytes(StandardCharsets.UTF_8);
        server.put("/a", file);
        String sha512 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(file));

        Bash.Result result =
                tools("fetch '%s' %s '%s'".formatted(server.url("/a"), sha512, cache.resolve("a")));

        assertThat(result.exit()).isZero();
        assertThat(cache.resolve("a")).hasContent("a");
    }

    @Test
    void whatCannotBeHadIsSaidOnceAndNotTriedAgainAtOnce() {
        String blocked = "xray_by_go() { return 1; }; find_xray() { return 1; }; ";

        Bash.Result first =
                tools(blocked + "COVEY_XRAY_URL='" + server.url("/none") + "' get_xray");
        Bash.Result second = tools(blocked + "xray_by_zip() { echo tried; }; get_xray");

        assertThat(first.exit()).isEqualTo(1);
        assertThat(first.err())
                .contains("workers carry no VPN traffic", "Put an 'xray' on the PATH");
        assertThat(second.out()).isEmpty();
        assertThat(second.err().lines()).hasSize(1);
    }

    private Bash.Result byZip(String digest) {
        return tools(
                "find_xray() { [ -x \"$(xray_home)/xray\" ] && echo \"$(xray_home)/xray\"; }\n"
                        + "COVEY_XRAY_SHA256=%s COVEY_XRAY_URL='%s' xray_by_zip"
                                .formatted(digest, server.url("/xray.zip")));
    }

    private Bash.Result tools(String script) {
        return Bash.withTools(
                cache,
                Map.of(
                        "COVEY_CACHE",
                        cache.toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home")),
                script);
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
