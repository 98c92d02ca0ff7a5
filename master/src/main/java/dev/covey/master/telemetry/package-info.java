/**
 * Live figures of the nodes: what they report with each heartbeat, a short history for sparklines,
 * and who is online. All of it is in memory of the active master only; nothing of it enters the
 * log, and a new active master knows it again within seconds.
 */
@NullMarked
package dev.covey.master.telemetry;

import org.jspecify.annotations.NullMarked;
