package dev.covey.master.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    @TempDir Path temp;

    private final SshServer sshd = SshServer.setUpDefaultServer();
    private final Ssh ssh = new Ssh();

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        sshd.setHost("127.0.0.1");
        sshd.setPort(0);
        sshd.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
        sshd.setPasswordAuthenticator((user, password, _) -> password.equals("right"));
        sshd.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
        sshd.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        sshd.start();
    }

    @AfterEach
    void stop() throws IOException {
        ssh.close();
        sshd.stop(true);
    }

    private Server server() {
        return new Server("127.0.0.1", sshd.getPort(), "anna");
    }

    private static String code(Throwable thrown) {
        return ((ProblemException) thrown).problem().code();
    }

    @Test
    void theHostKeyIsShownWithoutLoggingIn() {
        assertThat(ssh.hostKey(server())).matches("SHA256:[A-Za-z0-9+/]{43}");
    }

    @Test
    void aLoginRunsCommandsAndSendsFiles() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "content".repeat(100_000));
        Path target = temp.resolve("target");
        try (Shell shell =
                ssh.login(server(), ssh.hostKey(server()), new Login.Password("right"))) {
            assertThat(shell.run("cat", "said", BOUND).output()).isEqualTo("said");
            assertThat(shell.run("false", "", BOUND).exit()).isEqualTo(1);
            shell.send(file, target.toString(), _ -> {});
        }
        assertThat(target).hasSameBinaryContentAs(file);
    }

    @Test
    void anotherHostKeyIsRefusedBeforeThePasswordIsSent() {
        String other = "SHA256:" + "A".repeat(43);
        assertThatThrownBy(() -> ssh.login(server(), other, new Login.Password("right")))
                .satisfies(e -> assertThat(code(e)).isEqualTo("host_key_changed"));
    }

    @Test
    void aWrongPasswordIsRefusedWithoutShowingIt() {
        String key = ssh.hostKey(server());
        assertThatThrownBy(() -> ssh.login(server(), key, new Login.Password("secret-wrong")))
                .satisfies(e -> assertThat(code(e)).isEqualTo("ssh_login_refused"))
                .hasMessageNotContaining("secret-wrong");
    }

    @Test
    void aPortWithoutSshIsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Server nobody = new Server("127.0.0.1", port, "anna");
        assertThatThrownBy(() -> ssh.hostKey(nobody))
                .satisfies(e -> assertThat(code(e)).isEqualTo("ssh_unreachable"));
    }

    @Test
    void aKeyThatCannotBeReadIsRefusedBeforeConnecting() {
        for (String bad : List.of("", "nonsense", "-----BEGIN OPENSSH PRIVATE KEY-----\nx\n")) {
            assertThatThrownBy(() -> Logins.read(bad))
                    .isInstanceOf(ProblemException.class)
                    .extracting(e -> ((ProblemException) e).problem())
                    .isInstanceOf(Problem.Malformed.class);
        }
    }

    @Test
    void outputWithoutEndIsCutOff() {
        try (Shell shell =
                ssh.login(server(), ssh.hostKey(server()), new Login.Password("right"))) {
            String output = shell.run("head -c 5000000 /dev/zero", "", BOUND).output();
            assertThat(output.getBytes(StandardCharsets.UTF_8)).hasSize(64 * 1024);
        }
    }

    @Test
    void quotingKeepsOneWordOneWord() throws IOException, InterruptedException {
        String hostile = "a'b $(id) \"c\" ; rm";
        String command = "sh -c " + Root.quote("printf %s " + Root.quote(hostile));
        Process process = new ProcessBuilder("sh", "-c", command).start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(printed).isEqualTo(hostile);
    }
}
