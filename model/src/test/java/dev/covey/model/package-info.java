/** Tests of the nouns. */
@NullMarked
package dev.covey.model;

import org.jspecify.annotations.NullMarked;
