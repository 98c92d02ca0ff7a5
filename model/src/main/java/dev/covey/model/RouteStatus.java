package dev.covey.model;

/**
 * How a route is; written by the placement controller.
 *
 * @param inbounds how many are in it
 * @param live how many of them users are given
 */
public record RouteStatus(int inbounds, int live) implements Status {}
