/**
 * A state as a file: everything that is replicated, history above the compaction floor, the memory
 * of request ids and the claim included.
 *
 * <p>The file is a magic word and a format number, then blocks of whole records, each block with
 * its length and a CRC-32C over both. A record is a tag and its fields. The last record counts the
 * others, and nothing follows it, so a file that was cut short or lengthened is recognised like one
 * with a flipped bit. The same state always gives the same bytes, so replicas can be compared.
 */
@NullMarked
package dev.covey.kv.snapshot;

import org.jspecify.annotations.NullMarked;
