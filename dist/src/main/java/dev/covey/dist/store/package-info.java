/** {@code covey store}: the database alone, with the flags of etcd. */
@NullMarked
package dev.covey.dist.store;

import org.jspecify.annotations.NullMarked;
