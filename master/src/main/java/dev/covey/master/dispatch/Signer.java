package dev.covey.master.dispatch;

/** Signs with the key of the cluster's certificate authority. Safe for use by many threads. */
@FunctionalInterface
public interface Signer {
    /** The signature. */
    byte[] sign(byte[] content);
}
