/**
 * What programs ask a member by HTTP, in etcd's words: whether it is well, what it speaks, and its
 * figures. Where that is served is {@code net}'s matter.
 */
@NullMarked
package dev.covey.etcd.page;

import org.jspecify.annotations.NullMarked;
