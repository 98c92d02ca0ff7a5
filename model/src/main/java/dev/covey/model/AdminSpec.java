package dev.covey.model;

/**
 * A person who runs the cluster.
 *
 * @param passwordHash Argon2id in PHC string format
 * @param mustChangePassword true until a given password was replaced
 */
public record AdminSpec(Permission role, String passwordHash, boolean mustChangePassword)
        implements Spec {

    @Override
    public String toString() {
        return "AdminSpec[role=" + role + "]";
    }
}
