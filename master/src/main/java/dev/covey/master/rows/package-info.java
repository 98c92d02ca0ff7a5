/**
 * The plain rows beside resources: what was counted and what agents report, written by dispatch
 * alone; and the ids behind the hashes of secrets, written by commands.
 */
@NullMarked
package dev.covey.master.rows;

import org.jspecify.annotations.NullMarked;
