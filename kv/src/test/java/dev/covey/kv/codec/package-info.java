/** Tests of the package of the same name. */
@NullMarked
package dev.covey.kv.codec;

import org.jspecify.annotations.NullMarked;
