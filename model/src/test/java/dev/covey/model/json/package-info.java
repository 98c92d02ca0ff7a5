/** Tests of the JSON of resources. */
@NullMarked
package dev.covey.model.json;

import org.jspecify.annotations.NullMarked;
