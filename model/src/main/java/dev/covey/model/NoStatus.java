package dev.covey.model;

/** The status of kinds that have none. */
public record NoStatus() implements Status {}
