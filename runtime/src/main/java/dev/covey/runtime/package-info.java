/** Ports and machinery: the store, the quorum, controllers and what runs them. */
@NullMarked
package dev.covey.runtime;

import org.jspecify.annotations.NullMarked;
