/**
 * This program as a file: what a bare server downloads from a master and what is copied to it over
 * SSH, and the script that installs it there.
 */
@NullMarked
package dev.covey.dist.bundle;

import org.jspecify.annotations.NullMarked;
