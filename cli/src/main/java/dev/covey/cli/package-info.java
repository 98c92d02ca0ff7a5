/**
 * The command line of the cluster: a client of the REST API and nothing else.
 *
 * <p>In a terminal it prints tables, in a pipe the same without colours; {@code -o json} prints
 * what the API answered. It asks nothing when standard input is no terminal, and its exit codes are
 * part of the contract: 0 done, 1 failed, 2 usage, 3 not found, 4 conflict, 5 forbidden, 6
 * unavailable, 7 outcome unknown.
 */
@NullMarked
package dev.covey.cli;

import org.jspecify.annotations.NullMarked;
