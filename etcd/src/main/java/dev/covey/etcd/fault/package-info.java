/**
 * What is told to a client that asked for something impossible: etcd's own codes and texts, because
 * clients match on them (etcd, {@code api/v3rpc/rpctypes/error.go}).
 */
@NullMarked
package dev.covey.etcd.fault;

import org.jspecify.annotations.NullMarked;
