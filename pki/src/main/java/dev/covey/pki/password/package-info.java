/** Administrators' passwords: making, judging, hashing and checking them, within bounds. */
@NullMarked
package dev.covey.pki.password;

import org.jspecify.annotations.NullMarked;
