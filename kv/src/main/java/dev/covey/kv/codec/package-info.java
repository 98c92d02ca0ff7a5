/**
 * How requests, batches, replies and versions are written as bytes: in the log, between members and
 * in snapshots.
 *
 * <p>Numbers are written seven bits a byte, least first, as in Protocol Buffers; strings and lists
 * carry their length, which is checked against what is there before anything is allocated. A reader
 * of mutilated bytes throws {@link dev.covey.kv.codec.MalformedException} and does nothing else.
 * Tags are never reused; a tag that is not known throws {@link
 * dev.covey.kv.codec.UnknownCommandException}, because a replica that skips what it does not
 * understand is no longer a replica.
 */
@NullMarked
package dev.covey.kv.codec;

import org.jspecify.annotations.NullMarked;
