/**
 * Secrets for one recipient: encrypted to the public key of a node, so that the cluster's own keys
 * travel and lie on disk only in a form that one machine can open.
 */
@NullMarked
package dev.covey.pki.wrap;

import org.jspecify.annotations.NullMarked;
