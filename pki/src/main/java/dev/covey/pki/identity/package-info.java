/**
 * Who this node is: its key, which is made here and never leaves, its certificate, the authorities
 * it believes; how that lies on disk; and when the certificate is to be renewed.
 */
@NullMarked
package dev.covey.pki.identity;

import org.jspecify.annotations.NullMarked;
