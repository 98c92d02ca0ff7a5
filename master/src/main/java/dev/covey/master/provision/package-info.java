/**
 * Brings a bare server into the cluster over SSH: the only package that knows the SSH library.
 *
 * <p>A server needs an SSH login with root or sudo and nothing else: the program, its Java runtime
 * and the core are sent to it. The host key is shown and pinned before anything is said to the
 * server; credentials live in memory for one attempt and are never written down. What fails leaves
 * the server as it was.
 */
@NullMarked
package dev.covey.master.provision;

import org.jspecify.annotations.NullMarked;
