/**
 * Who may use the service: disabled by an administrator, over the limit, past the expiry date by
 * cluster time, or active. Dispatch takes those who are not active from every node.
 */
@NullMarked
package dev.covey.master.control.access;

import org.jspecify.annotations.NullMarked;
