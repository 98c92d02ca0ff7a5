/**
 * What machines ask: whether this master is well, its figures, and the program for bare servers.
 */
@NullMarked
package dev.covey.master.api.system;

import org.jspecify.annotations.NullMarked;
