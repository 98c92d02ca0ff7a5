/** Tests of one controller. */
@NullMarked
package dev.covey.master.control.pruning;

import org.jspecify.annotations.NullMarked;
