/** The cluster's certificate authority, join strings and TLS contexts. */
@NullMarked
package dev.covey.pki;

import org.jspecify.annotations.NullMarked;
