/**
 * The store as outsiders meet it: real processes of {@code covey store}, and a real API server of
 * Kubernetes in front of them.
 */
@NullMarked
package dev.covey.dist.outside;

import org.jspecify.annotations.NullMarked;
