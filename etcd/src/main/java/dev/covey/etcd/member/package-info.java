/** The Cluster and Maintenance services: who the members are and how they are. */
@NullMarked
package dev.covey.etcd.member;

import org.jspecify.annotations.NullMarked;
