package dev.covey.dist.bundle;

import java.nio.file.Path;

/**
 * The program, packed with a Java runtime of its own.
 *
 * @param file a gzipped tar with one top folder, {@code covey}
 * @param sha256 the file's digest, 64 lower-case hexadecimal digits
 * @param architecture as Debian spells it: {@code amd64} or {@code arm64}
 */
public record Tarball(Path file, String sha256, String architecture) {}
