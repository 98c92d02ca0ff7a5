package dev.covey.pki.x509;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "255.255.255.255", "::1", "2001:db8::1", "::ffff:1.2.3.4"})
    void addressesAreAddresses(String text) {
        assertThat(IpAddress.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "10.1",
                "256.0.0.1",
                "a.b",
                "localhost",
                "fe80::1%eth0",
                ":::",
                "cafe"
            })
    void otherTextIsNot(String text) {
        assertThat(IpAddress.is(text)).isFalse();
    }
}
