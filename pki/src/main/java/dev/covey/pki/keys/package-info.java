/** Keys and ids that the VPN's cores and clients use, in the forms they expect. */
@NullMarked
package dev.covey.pki.keys;

import org.jspecify.annotations.NullMarked;
