/** Tests of what members tell each other of themselves. */
@NullMarked
package dev.covey.raft.seal;

import org.jspecify.annotations.NullMarked;
