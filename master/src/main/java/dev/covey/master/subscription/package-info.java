/**
 * Subscriptions: one secret address per user, from which client applications fetch the servers that
 * the user may use now, in the form that the application understands, and browsers a page. Read
 * only; every master answers from its own copy of the store, also without a majority.
 */
@NullMarked
package dev.covey.master.subscription;

import org.jspecify.annotations.NullMarked;
