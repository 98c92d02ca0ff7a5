package dev.covey.master.provision;

import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Gives a session what it logs in with. */
final class Logins {

    private static final int LARGEST_KEY = 64 * 1024;

    private Logins() {}

    static void add(ClientSession session, Login login) {
        switch (login) {
            case Login.Password password -> session.addPasswordIdentity(password.value());
            case Login.PrivateKey key -> session.addPublicKeyIdentity(read(key.text()));
        }
    }

    /** Reads a private key; used before connecting too, to refuse one that cannot be read. */
    static KeyPair read(String text) {
        if (text.length() > LARGEST_KEY) {
            throw unreadable("it is too long");
        }
        byte[] content = (text.strip() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Iterable<KeyPair> pairs =
                    SecurityUtils.loadKeyPairIdentities(
                            null,
                            NamedResource.ofName("key"),
                            new ByteArrayInputStream(content),
                            FilePasswordProvider.EMPTY);
            if (pairs != null && pairs.iterator().hasNext()) {
                return pairs.iterator().next();
            }
            throw unreadable("no private key is in it");
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(
                    text.contains("ENCRYPTED") || String.valueOf(e.getMessage()).contains("passw")
                            ? "it is protected by a passphrase"
                            : "its form is not known");
        }
    }

    private static ProblemException unreadable(String why) {
        return new ProblemException(
                new Problem.Malformed(
                        "malformed_private_key",
                        "Expected an unencrypted private key in OpenSSH or PEM form, but "
                                + why
                                + "."));
    }
}
