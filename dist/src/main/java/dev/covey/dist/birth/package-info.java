/**
 * How a data directory comes to hold a node: by founding a cluster, or by joining one with a join
 * string. What fails leaves nothing behind.
 */
@NullMarked
package dev.covey.dist.birth;

import org.jspecify.annotations.NullMarked;
