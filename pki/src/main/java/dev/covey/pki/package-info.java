/**
 * Trust: the cluster's certificate authority, the identities of nodes, join strings, TLS, passwords
 * and sealed secrets. This root package holds only what all of them use: chance and digests.
 */
@NullMarked
package dev.covey.pki;

import org.jspecify.annotations.NullMarked;
