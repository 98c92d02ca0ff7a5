package dev.covey.pki.identity;

import static dev.covey.pki.TestTrust.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.pki.Refusals;
import dev.covey.pki.TestTrust;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.PeerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityDirectoryTest {

    @TempDir Path parent;

    private final TestTrust trust = TestTrust.cluster("c1");
    private IdentityDirectory directory;
    private Path place;

    @BeforeEach
    void open() {
        place = parent.resolve("pki");
        directory = new IdentityDirectory(place);
    }

    @Test
    void aKeyIsMadeOnceAndStaysAfterARestart() {
        P256Key key = directory.key();
        assertThat(new IdentityDirectory(place).key().pin()).isEqualTo(key.pin());
        assertThat(directory.load()).isEmpty();
    }

    @Test
    void theKeyOfTheServersPortIsAnotherOneAndStaysAsWell() throws IOException {
        P256Key server = directory.serverKey();
        assertThat(server.pin()).isNotEqualTo(directory.key().pin());
        assertThat(new IdentityDirectory(place).serverKey().pin()).isEqualTo(server.pin());
        assertThat(Files.getPosixFilePermissions(place.resolve("server.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        directory.wipe();
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void anIdentityComesBackAsItWasStored() {
        NodeIdentity stored = trust.node("n1", directory.key(), NOW);
        directory.store(stored);
        NodeIdentity read = new IdentityDirectory(place).load().orElseThrow();
        assertThat(read.nodeId()).isEqualTo("n1");
        assertThat(read.clusterId()).isEqualTo("c1");
        assertThat(read.chain()).isEqualTo(stored.chain());
        assertThat(read.authorities()).isEqualTo(stored.authorities());
    }

    @Test
    void anExpiredIdentityLoadsAndIsRenewedWithTheSameKey() {
        directory.store(trust.node("n1", directory.key(), NOW.plus(Duration.ofDays(30))));
        NodeIdentity old = directory.load().orElseThrow();
        var fresh = trust.node("n1", directory.key(), NOW.plus(Duration.ofDays(60)));
        directory.store(old.renewed(fresh.chain(), old.authorities()));
        assertThat(directory.load().orElseThrow().certificate()).isEqualTo(fresh.certificate());
    }

    @Test
    void aChangeOfAuthoritiesIsStored() {
        directory.store(trust.node("n1", directory.key(), NOW));
        TestTrust next = TestTrust.cluster("c1");
        directory.store(next.node("n1", directory.key(), NOW));
        assertThat(directory.load().orElseThrow().authorities()).isEqualTo(next.authorities());
    }

    @Test
    void aCrashBetweenTheStepsOfAChangeLeavesAnIdentity() throws IOException {
        directory.store(trust.node("n1", directory.key(), NOW));
        Path certificate = place.resolve("node.crt");
        byte[] old = Files.readAllBytes(certificate);
        TestTrust next = TestTrust.cluster("c1");
        NodeIdentity identity = next.node("n1", directory.key(), NOW);
        directory.store(
                identity.renewed(
                        identity.chain(),
                        identity.authorities().with(trust.authority().certificate())));
        Files.write(certificate, old);
        assertThat(directory.load()).isPresent();
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() throws IOException {
        NodeIdentity stored = trust.node("n1", directory.key(), NOW);
        directory.store(stored);
        Path key = place.resolve("node.key");
        byte[] good = Files.readAllBytes(key);
        Files.writeString(key, P256Key.make().pem());
        assertThat(Refusals.code(directory::load)).isEqualTo("identity_mismatch");
        Files.writeString(key, "broken");
        assertThat(Refusals.code(directory::load)).isEqualTo("key_unreadable");
        Files.delete(key);
        assertThat(Refusals.code(directory::load)).isEqualTo("identity_incomplete");
        Files.write(key, good);
        Path authorities = place.resolve("authorities.crt");
        Files.writeString(authorities, TestTrust.cluster("c1").authorities().pem());
        assertThat(Refusals.code(directory::load)).isEqualTo("identity_mismatch");
        Files.delete(authorities);
        assertThat(Refusals.code(directory::load)).isEqualTo("identity_incomplete");
    }

    @Test
    void aRenewalForAnotherNodeOrKindIsRefused() {
        NodeIdentity own = trust.node("n1", directory.key(), NOW);
        var other = trust.node("n2", directory.key(), NOW);
        assertThat(Refusals.code(() -> own.renewed(other.chain(), own.authorities())))
                .isEqualTo("identity_mismatch");
        var server = trust.holder(PeerName.Kind.SERVER, "n1", NOW);
        assertThat(Refusals.code(() -> own.renewed(server.chain(), own.authorities())))
                .isEqualTo("identity_mismatch");
        assertThat(Refusals.code(() -> own.renewed(List.of(), own.authorities())))
                .isEqualTo("identity_mismatch");
    }

    @Test
    void leavingWipesEverything() {
        directory.store(trust.node("n1", directory.key(), NOW));
        directory.wipe();
        assertThat(place).isEmptyDirectory();
        assertThat(directory.load()).isEmpty();
    }
}
