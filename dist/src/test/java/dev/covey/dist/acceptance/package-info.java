/**
 * The program as people use it, on machines of a lab: real sshd, real core, a real client that
 * Covey's authors did not write.
 */
@NullMarked
package dev.covey.dist.acceptance;

import org.jspecify.annotations.NullMarked;
