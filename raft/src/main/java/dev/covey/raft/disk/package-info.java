/**
 * What is on the disk, looked at without Ratis.
 *
 * <p>Ratis refuses to start when the power failed in the midst of a write, and on the other hand
 * takes a damaged length for the end of the log and drops what was acknowledged behind it. So the
 * log is judged here first: a last record that was never wholly written is cut off, because nobody
 * was told of it; any other record that does not fit its checksum is damage, and stops the member.
 * So is an entry or a file that is missing in between, and a snapshot that nothing vouches for.
 */
@NullMarked
package dev.covey.raft.disk;

import org.jspecify.annotations.NullMarked;
