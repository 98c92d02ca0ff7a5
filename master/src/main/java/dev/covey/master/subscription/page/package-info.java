/** The page that a person sees who opens a subscription in a browser. */
@NullMarked
package dev.covey.master.subscription.page;

import org.jspecify.annotations.NullMarked;
