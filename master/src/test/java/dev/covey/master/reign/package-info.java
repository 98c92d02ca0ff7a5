/** Tests of a control plane that comes and goes with the leadership. */
@NullMarked
package dev.covey.master.reign;

import org.jspecify.annotations.NullMarked;
