/** The API over a real socket, on a store in memory. */
@NullMarked
package dev.covey.master.api;

import org.jspecify.annotations.NullMarked;
