/**
 * Secrets in the store: sealed by a key that only masters hold, and bound to the row they stand in,
 * so that neither a copy of the database nor a row put elsewhere gives them away.
 */
@NullMarked
package dev.covey.pki.seal;

import org.jspecify.annotations.NullMarked;
