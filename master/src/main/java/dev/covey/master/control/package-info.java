/**
 * The controllers of the active master, one concept a package. They are strangers to each other:
 * each reads the store, writes what is its own, and leaves the rest to whoever reads that.
 */
@NullMarked
package dev.covey.master.control;

import org.jspecify.annotations.NullMarked;
