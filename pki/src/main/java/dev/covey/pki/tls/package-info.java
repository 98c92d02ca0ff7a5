/**
 * TLS 1.3 between members and with clients: key managers that present the newest certificate, trust
 * managers that know peers by node id and pinned key. Certificates change while connections live;
 * sessions are never resumed where peers authenticate, so that every connection is judged anew.
 */
@NullMarked
package dev.covey.pki.tls;

import org.jspecify.annotations.NullMarked;
