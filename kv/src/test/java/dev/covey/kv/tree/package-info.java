/** Tests of the package of the same name. */
@NullMarked
package dev.covey.kv.tree;

import org.jspecify.annotations.NullMarked;
