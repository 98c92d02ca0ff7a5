/** Tests of one controller. */
@NullMarked
package dev.covey.master.control.placement;

import org.jspecify.annotations.NullMarked;
