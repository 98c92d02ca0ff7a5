/**
 * How a command on this machine reaches the masters under the node's own name, without an
 * administrator's token: with the signed list of masters and the certificate on its disk.
 */
@NullMarked
package dev.covey.dist.contact;

import org.jspecify.annotations.NullMarked;
