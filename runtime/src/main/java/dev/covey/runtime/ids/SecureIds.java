package dev.covey.runtime.ids;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids and secrets from the operating system. */
final class SecureIds implements Ids {

    private final SecureRandom random = new SecureRandom();

    @Override
    public String id() {
        return UUID.randomUUID().toString();
    }

    @Override
    public byte[] secret(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public long below(long bound) {
        return ThreadLocalRandom.current().nextLong(bound);
    }
}
