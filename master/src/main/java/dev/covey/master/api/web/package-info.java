/** The console: files from the class path, served so that browsers keep what never changes. */
@NullMarked
package dev.covey.master.api.web;

import org.jspecify.annotations.NullMarked;
