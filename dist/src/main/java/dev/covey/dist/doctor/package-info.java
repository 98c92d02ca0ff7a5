/**
 * {@code covey doctor}: looks at this machine as somebody who is called at night would, and says
 * what is wrong and what to do. It asks and measures; it changes nothing.
 */
@NullMarked
package dev.covey.dist.doctor;

import org.jspecify.annotations.NullMarked;
