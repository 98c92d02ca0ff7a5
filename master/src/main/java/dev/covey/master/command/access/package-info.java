/** Use cases of access: administrators, sessions, tokens and join strings. */
@NullMarked
package dev.covey.master.command.access;

import org.jspecify.annotations.NullMarked;
