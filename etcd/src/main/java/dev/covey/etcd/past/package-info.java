/** Forgets the past by itself, where a person wants that. */
@NullMarked
package dev.covey.etcd.past;

import org.jspecify.annotations.NullMarked;
