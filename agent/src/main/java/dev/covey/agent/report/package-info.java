/** What the node tells the masters about its items and itself, repeated until they have seen it. */
@NullMarked
package dev.covey.agent.report;

import org.jspecify.annotations.NullMarked;
