/** The management: interface, use cases, controllers and the sessions of agents. */
@NullMarked
package dev.covey.master;

import org.jspecify.annotations.NullMarked;
