/** What programs on this machine ask by HTTP: how a node or a store is. */
@NullMarked
package dev.covey.dist.probe;

import org.jspecify.annotations.NullMarked;
