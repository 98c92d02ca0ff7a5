package dev.covey.model;

/** What a node does. */
public enum Role {
    MASTER,
    WORKER,
    WITNESS
}
