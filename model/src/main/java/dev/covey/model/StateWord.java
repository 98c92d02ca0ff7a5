package dev.covey.model;

/** An enumeration whose words are written in upper camel case in JSON, such as {@code Ready}. */
public interface StateWord {}
