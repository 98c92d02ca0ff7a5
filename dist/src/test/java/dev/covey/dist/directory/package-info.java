/** Tests of the directory package. */
@NullMarked
package dev.covey.dist.directory;

import org.jspecify.annotations.NullMarked;
