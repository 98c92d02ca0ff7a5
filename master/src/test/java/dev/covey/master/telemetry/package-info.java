/** Tests of live figures. */
@NullMarked
package dev.covey.master.telemetry;

import org.jspecify.annotations.NullMarked;
