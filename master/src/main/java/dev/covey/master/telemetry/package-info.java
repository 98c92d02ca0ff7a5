/**
 * Live figures of the nodes: what they report with each heartbeat, a short history for sparklines,
 * and who is online. All of it is in memory, fresh on the active master and a second late on the
 * others; nothing of it enters the log, and a new active master knows it again within seconds.
 */
@NullMarked
package dev.covey.master.telemetry;

import org.jspecify.annotations.NullMarked;
