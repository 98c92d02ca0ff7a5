/** The suites of the store, on the store in memory, and what only it can show. */
@NullMarked
package dev.covey.runtime.store.memory;

import org.jspecify.annotations.NullMarked;
