/** Tests of one controller. */
@NullMarked
package dev.covey.master.control.cluster;

import org.jspecify.annotations.NullMarked;
