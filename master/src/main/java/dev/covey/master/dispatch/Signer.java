package dev.covey.master.dispatch;

/**
 * Signs lists of masters with the key of the cluster's certificate authority, under the heading
 * that {@link dev.covey.wire.MastersList} names. Safe for use by many threads.
 */
@FunctionalInterface
public interface Signer {
    /** The signature. */
    byte[] sign(byte[] content);
}
