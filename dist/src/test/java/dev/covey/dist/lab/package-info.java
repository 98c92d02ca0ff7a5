/**
 * Machines for tests: network namespaces with a host name, a process tree and a file system of
 * their own, joined by a switch. Nothing of it touches the real network.
 *
 * <p>A host's files lie over those of the real machine: it sees the same programs, and what it
 * writes stays its own and survives its reboots. When a host is killed, every process on it dies,
 * as when the power fails. Needs root; a test without it is skipped with the reason.
 */
@NullMarked
package dev.covey.dist.lab;

import org.jspecify.annotations.NullMarked;
