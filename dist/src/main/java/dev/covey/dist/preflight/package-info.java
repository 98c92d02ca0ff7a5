/** What is looked at before anything is made: ports, addresses, room on the disk. */
@NullMarked
package dev.covey.dist.preflight;

import org.jspecify.annotations.NullMarked;
