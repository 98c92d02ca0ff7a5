/**
 * Unguessable texts that stand for someone: API tokens, sessions, subscription links. Only their
 * hashes are stored; they carry so many random bits that a plain SHA-256 suffices.
 */
@NullMarked
package dev.covey.pki.token;

import org.jspecify.annotations.NullMarked;
