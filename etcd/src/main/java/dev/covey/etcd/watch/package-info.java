/**
 * The Watch service. A stream carries many watches; each reads on from its own place in the store's
 * history, so a client that does not read costs no memory.
 */
@NullMarked
package dev.covey.etcd.watch;

import org.jspecify.annotations.NullMarked;
