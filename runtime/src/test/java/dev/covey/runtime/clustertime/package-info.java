/** Tests of cluster time. */
@NullMarked
package dev.covey.runtime.clustertime;

import org.jspecify.annotations.NullMarked;
