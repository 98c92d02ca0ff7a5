/**
 * Makes the node as the masters want it: compares the desired state with what the driver serves,
 * asks the driver for the difference, and keeps dates by itself when every master is away.
 */
@NullMarked
package dev.covey.agent.worker;

import org.jspecify.annotations.NullMarked;
