package dev.covey.model;

import java.time.Instant;
import java.util.Optional;

/**
 * An API token.
 *
 * @param tokenHash hex SHA-256 of the token
 * @param expiresAt cluster time; absent for never
 */
public record TokenSpec(
        Permission role, String tokenHash, String createdBy, Optional<Instant> expiresAt)
        implements Spec {}
