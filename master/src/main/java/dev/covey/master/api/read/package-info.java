/**
 * Reading: which view of the store an answer is made of. By default one that holds every write
 * answered before; where no majority answers, an older one, and the answer says how old.
 */
@NullMarked
package dev.covey.master.api.read;

import org.jspecify.annotations.NullMarked;
