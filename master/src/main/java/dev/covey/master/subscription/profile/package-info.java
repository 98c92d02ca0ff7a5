/**
 * What a subscription says, whatever its form: whose it is, how the account stands, and the servers
 * or one notice in their place.
 */
@NullMarked
package dev.covey.master.subscription.profile;

import org.jspecify.annotations.NullMarked;
