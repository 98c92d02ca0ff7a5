package dev.covey.wire.server;

/**
 * Who is at the other end, as the transport has verified it.
 *
 * @param node the node id in the certificate
 * @param keyPin SHA-256 of the public key, hex
 * @param address where the connection comes from, for people
 */
public record Caller(String node, String keyPin, String address) {}
