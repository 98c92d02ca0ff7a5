package dev.covey.master.command;

import dev.covey.model.Check;
import dev.covey.model.Permission;

/**
 * Who asks.
 *
 * @param name such as {@code admin:anna}, {@code token:ci} or {@code root@NODE}; at most 128
 *     characters
 */
public record Actor(String name, Permission permission) {

    public Actor {
        Check.text("actor", name, 1, 128);
    }
}
