/** Real members over real TLS on loopback: what they promise, and what tries to break it. */
@NullMarked
package dev.covey.raft;

import org.jspecify.annotations.NullMarked;
