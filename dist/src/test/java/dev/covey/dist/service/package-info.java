/** Tests of the node as a service of its machine. */
@NullMarked
package dev.covey.dist.service;

import org.jspecify.annotations.NullMarked;
