package dev.covey.master.api.door;

/** Who may call an endpoint. */
public enum Access {
    /** Everyone, known or not. */
    PUBLIC,
    /** Whoever is on this machine, and everyone who is known. */
    NEARBY,
    /** Everyone who is known, even while a password must be changed. */
    OWN,
    /** Administrators and viewers. */
    VIEWER,
    /** Administrators. */
    ADMIN
}
