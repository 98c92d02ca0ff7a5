package dev.covey.model;

import java.time.Instant;

/**
 * A logged-in browser; its row id is the hash of the cookie's value.
 *
 * @param admin id of the administrator
 * @param csrfHash hex SHA-256 of the token that writes must repeat
 */
public record SessionSpec(String admin, String csrfHash, Instant expiresAt) implements Spec {}
