/** Tests of the package of the same name. */
@NullMarked
package dev.covey.kv.snapshot;

import org.jspecify.annotations.NullMarked;
