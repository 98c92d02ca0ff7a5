package dev.covey.model;

/** What an administrator or token may do. */
public enum Permission {
    ADMIN,
    VIEWER
}
