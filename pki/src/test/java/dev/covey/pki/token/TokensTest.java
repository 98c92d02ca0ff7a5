package dev.covey.pki.token;

import static dev.covey.pki.TestTrust.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {

    private final Tokens tokens = new Tokens(RANDOM);

    @Test
    void anApiTokenIsKnownByItsFormAndChecksum() {
        String token = tokens.api();
        assertThat(token).matches("covey_[0-9A-Za-z]{38}");
        assertThat(Tokens.isApi(token)).isTrue();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'x' ? 'y' : 'x';
            String broken = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(Tokens.isApi(broken)).isFalse();
        }
        for (String text : List.of("", "covey_", token + "a", " " + token, "covey1-abc")) {
            assertThat(Tokens.isApi(text)).isFalse();
        }
    }

    @Test
    void tokensAreDistinctAndSafeInUrls() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            made.add(tokens.session());
            made.add(tokens.subscription());
            made.add(tokens.api());
        }
        assertThat(made).hasSize(600).allMatch(token -> token.matches("[0-9A-Za-z_]+"));
    }

    @Test
    void formsAreToldApart() {
        assertThat(Tokens.isSession(tokens.session())).isTrue();
        assertThat(Tokens.isSubscription(tokens.subscription())).isTrue();
        assertThat(Tokens.isSession(tokens.subscription())).isFalse();
        assertThat(Tokens.isSubscription("../../etc/passwd--------")).isFalse();
    }

    @Test
    void onlyAHashIsStored() {
        String token = tokens.api();
        assertThat(Tokens.hash(token)).matches("[0-9a-f]{64}").isEqualTo(Tokens.hash(token));
    }
}
