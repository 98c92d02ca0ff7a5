/**
 * The Auth service: users, roles, and who may see and change which keys, as in etcd. What they are
 * lies in the system space, where no client of etcd can reach it.
 */
@NullMarked
package dev.covey.etcd.auth;

import org.jspecify.annotations.NullMarked;
