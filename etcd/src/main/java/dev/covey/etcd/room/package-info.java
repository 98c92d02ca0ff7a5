/**
 * How much of the memory answers may take while they wait for those who read them. gRPC keeps what
 * a client does not read, however much that is; here large answers wait their turn instead.
 */
@NullMarked
package dev.covey.etcd.room;

import org.jspecify.annotations.NullMarked;
