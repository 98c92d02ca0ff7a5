/** The nouns: resources, ids and refusals, as immutable values. Nothing here does anything. */
@NullMarked
package dev.covey.model;

import org.jspecify.annotations.NullMarked;
