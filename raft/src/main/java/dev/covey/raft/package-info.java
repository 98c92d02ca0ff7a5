/** The store on a replicated log: the only place that knows Raft. */
@NullMarked
package dev.covey.raft;

import org.jspecify.annotations.NullMarked;
