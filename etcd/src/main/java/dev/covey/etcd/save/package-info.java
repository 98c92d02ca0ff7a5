/**
 * What {@code etcdctl snapshot save} gets: the user space as it is at one revision, history,
 * leases, quota, users and roles included, and nothing of Covey's own.
 *
 * <p>The file is a magic word, a format number and the length of what follows, a state as {@code
 * dev.covey.kv.snapshot} writes it, zeros up to a multiple of 512 bytes, and the SHA-256 of all
 * that. Length and sum at the end are what etcd's clients look for in a snapshot.
 */
@NullMarked
package dev.covey.etcd.save;

import org.jspecify.annotations.NullMarked;
