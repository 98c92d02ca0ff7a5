/** Tests of the package of the same name. */
@NullMarked
package dev.covey.kv.machine;

import org.jspecify.annotations.NullMarked;
