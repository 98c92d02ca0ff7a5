/** The REST API, event streams, joining, subscriptions and the console of one master. */
@NullMarked
package dev.covey.master.api;

import org.jspecify.annotations.NullMarked;
