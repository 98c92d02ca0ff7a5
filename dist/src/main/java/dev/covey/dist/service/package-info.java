/**
 * Keeps a node running after its person has logged out: as a systemd unit where systemd runs, else
 * as a plain process with a small supervisor.
 */
@NullMarked
package dev.covey.dist.service;

import org.jspecify.annotations.NullMarked;
