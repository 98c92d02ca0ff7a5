/**
 * JSON of the nouns: how resources are stored and served. The only package of this module that
 * knows the JSON library.
 *
 * <p>Enumerations are lower camel case ({@code leastLoaded}), states upper camel case ({@code
 * Ready}), instants RFC 3339 in UTC. Fields that this version does not know are kept when a row is
 * written again, so a newer node's rows survive an older one.
 */
@NullMarked
package dev.covey.model.json;

import org.jspecify.annotations.NullMarked;
