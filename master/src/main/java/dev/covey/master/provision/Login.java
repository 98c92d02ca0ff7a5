package dev.covey.master.provision;

/** How to log in to a server. Never stored, never printed. */
public sealed interface Login {

    /** With a password, which sudo is given too where it asks for one. */
    record Password(String value) implements Login {
        @Override
        public String toString() {
            return "Password[•••]";
        }
    }

    /** With an unencrypted private key in OpenSSH, PKCS#8 or PEM form. */
    record PrivateKey(String text) implements Login {
        @Override
        public String toString() {
            return "PrivateKey[•••]";
        }
    }
}
