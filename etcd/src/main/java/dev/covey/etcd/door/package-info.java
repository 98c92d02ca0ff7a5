/**
 * The way from a client's call to the store: reads are confirmed, writes go to whoever leads, and
 * what is not known to have failed is never sent twice.
 */
@NullMarked
package dev.covey.etcd.door;

import org.jspecify.annotations.NullMarked;
