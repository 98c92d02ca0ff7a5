/**
 * The ports that clients dial: gRPC over HTTP/2 and pages over HTTP/1.1, with TLS or, on loopback
 * only, without.
 */
@NullMarked
package dev.covey.etcd.net;

import org.jspecify.annotations.NullMarked;
