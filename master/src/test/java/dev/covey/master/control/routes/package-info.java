/** Tests of one controller. */
@NullMarked
package dev.covey.master.control.routes;

import org.jspecify.annotations.NullMarked;
