/**
 * Resources as the API shows them: meta and specification flat, the status inside, what others
 * refer to by id with its name beside it. What is not written here is not shown, so no secret can
 * slip out with a new field.
 */
@NullMarked
package dev.covey.master.api.shape;

import org.jspecify.annotations.NullMarked;
