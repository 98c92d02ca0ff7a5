/** The endpoints of the API, one class for each kind of thing. */
@NullMarked
package dev.covey.master.api.resource;

import org.jspecify.annotations.NullMarked;
