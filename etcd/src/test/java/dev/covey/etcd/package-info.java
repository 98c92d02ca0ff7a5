/** The protocol as its clients see it, on stores in memory. */
@NullMarked
package dev.covey.etcd;

import org.jspecify.annotations.NullMarked;
