/**
 * One machine's agent over a disk, a core and certificates in memory. Disk and core outlive the
 * agent's process; a power cut takes from the disk what was not forced, and from the core
 * everything.
 */
@NullMarked
package dev.covey.simulation.worker;

import org.jspecify.annotations.NullMarked;
