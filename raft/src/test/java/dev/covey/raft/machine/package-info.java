@NullMarked
package dev.covey.raft.machine;

import org.jspecify.annotations.NullMarked;
