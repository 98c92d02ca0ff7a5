/**
 * Who holds and who votes on the store, made to follow the roles of the nodes: a new master or
 * witness comes in as a learner; learners get a vote when that makes the cluster survive more,
 * which a second voter alone does not; whoever is no master any longer goes out. One change at a
 * time, each an effect with a row of its own.
 */
@NullMarked
package dev.covey.master.control.quorum;

import org.jspecify.annotations.NullMarked;
