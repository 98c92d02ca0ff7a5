/**
 * What every request goes through: its route, who asks, whether they may, which master answers, and
 * how a refusal becomes an answer. Handlers behind it see a {@link dev.covey.master.api.door.Call}.
 */
@NullMarked
package dev.covey.master.api.door;

import org.jspecify.annotations.NullMarked;
