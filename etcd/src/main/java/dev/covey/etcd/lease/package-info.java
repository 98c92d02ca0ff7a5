/** The Lease service, and what ends leases: the leader's monotonic memory. */
@NullMarked
package dev.covey.etcd.lease;

import org.jspecify.annotations.NullMarked;
