/** Tests of one controller. */
@NullMarked
package dev.covey.master.control.quorum;

import org.jspecify.annotations.NullMarked;
