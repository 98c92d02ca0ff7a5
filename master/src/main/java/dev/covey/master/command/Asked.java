package dev.covey.master.command;

/**
 * How a caller asks for something that may be repeated once: under the same id the same body is
 * done at most once, however often it is sent.
 *
 * @param id unique for the caller, 1-128 characters
 * @param body what is asked for, whatever its form
 */
@SuppressWarnings("ArrayRecordComponent") // only hashed
public record Asked(String id, byte[] body) {}
