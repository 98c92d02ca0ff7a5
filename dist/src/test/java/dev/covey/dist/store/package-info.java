/** {@code covey store}, started in this process and asked by etcdctl. */
@NullMarked
package dev.covey.dist.store;

import org.jspecify.annotations.NullMarked;
