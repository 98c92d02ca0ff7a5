/** Tests of dispatch against agents that are played. */
@NullMarked
package dev.covey.master.dispatch;

import org.jspecify.annotations.NullMarked;
