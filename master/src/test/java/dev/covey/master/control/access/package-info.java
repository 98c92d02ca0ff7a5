/** Tests of one controller. */
@NullMarked
package dev.covey.master.control.access;

import org.jspecify.annotations.NullMarked;
