/** How many inbounds each route has, and how many of them users are given. */
@NullMarked
package dev.covey.master.control.routes;

import org.jspecify.annotations.NullMarked;
