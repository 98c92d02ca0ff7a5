/**
 * The plain rows beside resources: what was counted and what agents report. Written by dispatch
 * alone, read by controllers and the API.
 */
@NullMarked
package dev.covey.master.rows;

import org.jspecify.annotations.NullMarked;
