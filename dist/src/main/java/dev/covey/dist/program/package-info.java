/** What the program knows of itself: its version, and where it lies. */
@NullMarked
package dev.covey.dist.program;

import org.jspecify.annotations.NullMarked;
