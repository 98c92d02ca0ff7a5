/** Tests of what bounds the memory of answers and requests. */
@NullMarked
package dev.covey.etcd.room;

import org.jspecify.annotations.NullMarked;
