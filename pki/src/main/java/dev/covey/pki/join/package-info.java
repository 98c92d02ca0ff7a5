/**
 * How a machine becomes a member: the one line of text that lets it in, what a master checks before
 * it does, and how the machine knows the cluster before it tells its secret.
 */
@NullMarked
package dev.covey.pki.join;

import org.jspecify.annotations.NullMarked;
