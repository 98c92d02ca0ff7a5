@NullMarked
package dev.covey.etcd.past;

import org.jspecify.annotations.NullMarked;
