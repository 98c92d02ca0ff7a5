/**
 * HTTP as the handlers see it: requests, responses, routes and event streams, without any server
 * library. Bad input ends here as a {@link dev.covey.model.Problem}; every answer to one is problem
 * details (RFC 9457).
 */
@NullMarked
package dev.covey.master.api.http;

import org.jspecify.annotations.NullMarked;
