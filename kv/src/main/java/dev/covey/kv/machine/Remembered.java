package dev.covey.kv.machine;

import dev.covey.kv.Bytes;

/**
 * What became of a request that had an id.
 *
 * @param position of the machine after it was handled
 * @param fingerprint of what it asked for
 * @param reply the encoded reply
 */
public record Remembered(long position, long fingerprint, Bytes reply) {}
