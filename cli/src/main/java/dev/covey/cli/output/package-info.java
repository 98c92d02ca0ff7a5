/** How answers are printed: tables, JSON, YAML. */
@NullMarked
package dev.covey.cli.output;

import org.jspecify.annotations.NullMarked;
