package dev.covey.pki.tls;

import static dev.covey.pki.TestTrust.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.pki.TestTrust;
import dev.covey.pki.identity.Credentials;
import dev.covey.pki.x509.PeerName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

final class MasterTrustTest {

    private static final Duration AGES = Duration.ofDays(2000);

    private final TestTrust trust = TestTrust.cluster("c1");

    @Test
    void aMasterIsBelievedWhateverItsClockAndOursSay() throws IOException {
        for (Instant issued : List.of(NOW.minus(AGES), NOW, NOW.plus(AGES))) {
            Credentials shown = trust.holder(PeerName.Kind.SERVER, "m1", issued);
            assertThat(call(shown).getPeerCertificates()[0]).isEqualTo(shown.certificate());
        }
    }

    @Test
    void whoIsNoMasterOrNoServerIsNotBelieved() {
        refuses(trust.holder(PeerName.Kind.SERVER, "removed", NOW));
        refuses(trust.holder(PeerName.Kind.NODE, "m1", NOW));
        refuses(TestTrust.cluster("c2").holder(PeerName.Kind.SERVER, "m1", NOW));
    }

    private void refuses(Credentials shown) {
        assertThatThrownBy(() -> call(shown)).isInstanceOf(SSLException.class);
    }

    private SSLSession call(Credentials shown) throws IOException {
        var judge = new MasterTrust(trust::authorities, "m1"::equals);
        SSLContext served = Tls.context(new LiveKeys(new LiveCredentials(shown)), judge);
        try (Loopback server = new Loopback(served, Tls.memberClient())) {
            return server.call(Tls.context(null, judge), Tls.clusterClient());
        }
    }
}
