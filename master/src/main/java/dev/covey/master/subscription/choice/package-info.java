/**
 * Which inbound of each route a user is given. Users keep the one they have while it works and is
 * not busier than the others of its route.
 */
@NullMarked
package dev.covey.master.subscription.choice;

import org.jspecify.annotations.NullMarked;
