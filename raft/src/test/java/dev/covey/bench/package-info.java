/**
 * Measures the store beside etcd: the same client, the same calls and values, TLS and fsync on
 * every hop, in turns in one run. {@link dev.covey.bench.StoreBench} is what {@code ./dev bench
 * store} and {@code failover} run.
 */
@NullMarked
package dev.covey.bench;

import org.jspecify.annotations.NullMarked;
