/**
 * Files that hold secrets or must never be seen half written: readable by their owner only,
 * replaced as a whole, on the disk before the call returns.
 */
@NullMarked
package dev.covey.pki.secretfile;

import org.jspecify.annotations.NullMarked;
