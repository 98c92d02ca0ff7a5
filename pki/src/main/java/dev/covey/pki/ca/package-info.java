/**
 * The cluster's certificate authority: makes itself, reads signing requests, issues certificates.
 * Dates are given by the caller, so that cluster time is the only judge.
 */
@NullMarked
package dev.covey.pki.ca;

import org.jspecify.annotations.NullMarked;
