/**
 * Takes away what has outlived its use: old events, audit lines and operations, sessions, tokens
 * and join strings whose time is over. Everything that grows by itself has its bound here.
 */
@NullMarked
package dev.covey.master.control.pruning;

import org.jspecify.annotations.NullMarked;
