package dev.covey.pki.identity;

import dev.covey.pki.Randomness;
import dev.covey.pki.ca.Authority;
import dev.covey.pki.seal.SealKeys;
import dev.covey.pki.wrap.KeyWrap;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;

/**
 * What every master holds and nobody else: the authority that issues and the keys that seal. Leaves
 * a master only wrapped for another one.
 */
public record MasterKeys(Authority authority, SealKeys sealKeys) {

    private static final String PURPOSE = "master keys";

    /** The keys of a new cluster. */
    public static MasterKeys make(String clusterId, Instant now, Randomness random) {
        return new MasterKeys(Authority.make(clusterId, now, random), SealKeys.make(random));
    }

    /** The keys, encrypted so that only one node can open them. */
    public byte[] wrapFor(ECPublicKey node) {
        String text = authority.keyPem() + sealKeys.pem();
        return KeyWrap.wrap(text.getBytes(StandardCharsets.UTF_8), node, PURPOSE);
    }

    /** Opens what {@link #wrapFor} made; the authority must be among the known ones. */
    public static MasterKeys unwrap(byte[] box, P256Key node, Authorities known) {
        String text = new String(KeyWrap.unwrap(box, node, PURPOSE), StandardCharsets.UTF_8);
        return new MasterKeys(Authority.of(known, P256Key.readPem(text)), SealKeys.parse(text));
    }
}
