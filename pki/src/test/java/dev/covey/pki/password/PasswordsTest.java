package dev.covey.pki.password;

import static dev.covey.pki.TestTrust.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.ProblemException;
import dev.covey.pki.Refusals;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private static final String GOOD = "correct horse 7";

    private final Passwords passwords = new Passwords(RANDOM);

    @Test
    void aPasswordIsKnownByItsHashAndNoOther() {
        String stored = passwords.hash(GOOD);
        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(GOOD);
        assertThat(passwords.verify(GOOD, stored)).isTrue();
        assertThat(passwords.verify(GOOD + " ", stored)).isFalse();
        assertThat(passwords.verify("", stored)).isFalse();
        assertThat(passwords.hash(GOOD)).isNotEqualTo(stored);
        assertThat(Passwords.outdated(stored)).isFalse();
    }

    @Test
    void hashesOfTheReferenceImplementationAreUnderstood() {
        String reference =
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
                        + "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(passwords.verify("password", reference)).isTrue();
        assertThat(passwords.verify("passwore", reference)).isFalse();
        assertThat(Passwords.outdated(reference)).isTrue();
    }

    @Test
    void lettersTypedOnAnotherKeyboardAreTheSame() {
        String stored = passwords.hash("pässword-1234");
        assertThat(passwords.verify("pa\u0308ssword-1234", stored)).isTrue();
    }

    @Test
    void nobodysPasswordIsNeverRight() {
        assertThat(passwords.verifyNobody(GOOD)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=999999,t=2,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=19456,t=99,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=19456,t=0,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=4,t=2,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
            })
    void aStoredTextThatIsNoBearableHashIsRefused(String stored) {
        assertThat(Refusals.code(() -> passwords.verify(GOOD, stored)))
                .isEqualTo("password_hash_unreadable");
    }

    @Test
    void anEndlessPasswordIsRefusedBeforeItIsHashed() {
        assertThat(Refusals.code(() -> passwords.verifyNobody("x".repeat(1000))))
                .isEqualTo("invalid");
    }

    @Test
    void aFloodOfLoginsIsRefusedInsteadOfEatingTheMachine() {
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger checked = new AtomicInteger();
        Passwords one = new Passwords(RANDOM, 1);
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                tasks.execute(
                        () -> {
                            try {
                                one.verifyNobody(GOOD);
                                checked.incrementAndGet();
                            } catch (ProblemException e) {
                                assertThat(e.problem().code()).isEqualTo("too_many_logins");
                                refused.incrementAndGet();
                            }
                        });
            }
        }
        assertThat(refused.get() + checked.get()).isEqualTo(200);
        assertThat(refused.get()).isPositive();
        assertThat(checked.get()).isPositive();
        assertThat(one.verifyNobody(GOOD)).isFalse();
    }

    @Test
    void aMadePasswordIsLongReadableAndTaken() {
        String made = PasswordRule.make(RANDOM);
        assertThat(made).matches("([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}");
        assertThat(made).isNotEqualTo(PasswordRule.make(RANDOM));
        PasswordRule.check(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "123456789", "aaaaaaaaaaaaaaaa", "ababababababab"})
    void weakPasswordsAreRefusedWithoutRepeatingThem(String weak) {
        var problem = Refusals.of(() -> PasswordRule.check(weak));
        assertThat(problem.code()).isEqualTo("invalid");
        if (!weak.isEmpty()) {
            assertThat(problem.message()).doesNotContain(weak);
        }
        assertThat(Refusals.code(() -> PasswordRule.check("xyz1".repeat(100))))
                .isEqualTo("invalid");
    }
}
