/**
 * How inbounds are. An inbound lives on the worker that its specification names; this controller
 * joins what that worker reports with how the worker itself is.
 */
@NullMarked
package dev.covey.master.control.placement;

import org.jspecify.annotations.NullMarked;
