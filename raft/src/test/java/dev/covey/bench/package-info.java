/**
 * What {@code ./dev bench} runs: {@link dev.covey.bench.Bench} measures the store beside etcd (the
 * same client, the same calls and values, TLS and fsync on every hop, in turns in one run), and the
 * program as it is installed. It lies here because it uses the store's fixtures.
 */
@NullMarked
package dev.covey.bench;

import org.jspecify.annotations.NullMarked;
