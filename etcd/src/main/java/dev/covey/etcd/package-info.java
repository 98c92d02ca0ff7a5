/**
 * The etcd v3 protocol, on any store: clients of etcd see the user space of the store and nothing
 * else of Covey. {@link dev.covey.etcd.EtcdServer} listens; the packages below answer.
 */
@NullMarked
package dev.covey.etcd;

import org.jspecify.annotations.NullMarked;
