/** Tests of one controller. */
@NullMarked
package dev.covey.master.control.operations;

import org.jspecify.annotations.NullMarked;
