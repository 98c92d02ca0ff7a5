/** The document of the API (OpenAPI 3.1), made of the endpoints themselves and of the schemas. */
@NullMarked
package dev.covey.master.api.openapi;

import org.jspecify.annotations.NullMarked;
