/** Use cases of long work: operations that are asked for, tried again or cancelled. */
@NullMarked
package dev.covey.master.command.work;

import org.jspecify.annotations.NullMarked;
