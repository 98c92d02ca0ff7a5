/**
 * The life of long jobs: pending, running through stages, ended; tried again, cancelled, or taken
 * over by the next active master. What a job does is a {@link
 * dev.covey.master.control.operations.Job}; what became of it is the status of its operation.
 */
@NullMarked
package dev.covey.master.control.operations;

import org.jspecify.annotations.NullMarked;
