/** The forms of a subscription, and which one an application asks for. */
@NullMarked
package dev.covey.master.subscription.format;

import org.jspecify.annotations.NullMarked;
