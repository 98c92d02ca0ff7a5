/**
 * What can be had from one member's directory alone, when there is no majority any more or a file
 * is damaged. Nothing here changes a directory.
 */
@NullMarked
package dev.covey.raft.recovery;

import org.jspecify.annotations.NullMarked;
