/**
 * The agents' end of the agents' port: connections out to a master that is known by its node id.
 * What is said over them is the business of the caller; this package neither repeats nor remembers
 * anything.
 */
@NullMarked
package dev.covey.wire.client;

import org.jspecify.annotations.NullMarked;
