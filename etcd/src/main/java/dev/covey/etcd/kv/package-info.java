/** The KV service: range, put, delete, transaction, compaction. */
@NullMarked
package dev.covey.etcd.kv;

import org.jspecify.annotations.NullMarked;
