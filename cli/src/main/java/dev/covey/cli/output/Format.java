package dev.covey.cli.output;

/** How answers are printed. */
public enum Format {
    TABLE,
    JSON,
    YAML
}
