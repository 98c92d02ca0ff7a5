/** How the cluster as a whole is, and what an administrator should know of it. */
@NullMarked
package dev.covey.master.control.cluster;

import org.jspecify.annotations.NullMarked;
