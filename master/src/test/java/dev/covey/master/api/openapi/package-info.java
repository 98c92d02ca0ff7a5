/** The API's document against the endpoints and against its golden file. */
@NullMarked
package dev.covey.master.api.openapi;

import org.jspecify.annotations.NullMarked;
