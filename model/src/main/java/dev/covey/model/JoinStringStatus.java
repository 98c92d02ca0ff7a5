package dev.covey.model;

import java.util.List;

/**
 * What became of a join string; written in the transaction that lets a machine in.
 *
 * @param usedBy ids of the nodes that joined with it
 */
public record JoinStringStatus(List<String> usedBy) implements Status {

    public JoinStringStatus {
        usedBy = List.copyOf(usedBy);
    }
}
