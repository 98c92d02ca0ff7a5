package dev.covey.kv;

/**
 * Who leads, as the log says: a new leader commits its claim before it acts, and from then on a
 * request that carries another epoch is refused.
 */
public record Claim(String node, Epoch epoch) {}
