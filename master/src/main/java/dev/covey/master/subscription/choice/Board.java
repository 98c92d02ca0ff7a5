package dev.covey.master.subscription.choice;

import java.util.Set;

/**
 * What a subscription is made from.
 *
 * @param busy ids of the inbounds that should get no more users
 */
public record Board(Topology topology, Set<String> busy) {}
