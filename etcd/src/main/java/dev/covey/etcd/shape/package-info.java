/** The messages of the protocol as requests and results of the store, and back. */
@NullMarked
package dev.covey.etcd.shape;

import org.jspecify.annotations.NullMarked;
