/**
 * The use cases of the API: what a person may ask for, judged at one view of the store and turned
 * into one transaction.
 *
 * <p>A {@link dev.covey.master.command.Command} is pure: the same moment gives the same draft. So
 * {@link dev.covey.master.command.Commands} may judge it again on a fresh view when something it
 * read has changed meanwhile: nothing was applied. What may have been applied is never repeated by
 * itself.
 */
@NullMarked
package dev.covey.master.command;

import org.jspecify.annotations.NullMarked;
