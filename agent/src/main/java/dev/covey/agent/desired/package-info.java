/**
 * What the masters want of this node: a set of keyed items with an order-free hash, changed by full
 * sets and by deltas that name what they apply to and what results, and kept on the disk so that
 * the node serves after its own restart while every master is away.
 */
@NullMarked
package dev.covey.agent.desired;

import org.jspecify.annotations.NullMarked;
