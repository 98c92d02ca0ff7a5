/** Tests of one controller. */
@NullMarked
package dev.covey.master.control.membership;

import org.jspecify.annotations.NullMarked;
