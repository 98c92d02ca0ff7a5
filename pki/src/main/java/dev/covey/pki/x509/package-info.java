/**
 * Certificates and keys as values: reading and writing them (PEM, DER), whose they are, and which
 * authority signed them. Nothing here judges dates or membership.
 */
@NullMarked
package dev.covey.pki.x509;

import org.jspecify.annotations.NullMarked;
