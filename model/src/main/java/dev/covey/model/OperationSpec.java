package dev.covey.model;

import java.util.Map;

/**
 * A long job that was asked for.
 *
 * @param type such as {@code node-connect}
 * @param subject what it is about, for people
 * @param parameters what it needs to be carried out; never a secret
 * @param attempt raised by retry; from 1
 * @param cancelled true once cancelling was asked for
 */
public record OperationSpec(
        String type,
        String subject,
        String actor,
        Map<String, String> parameters,
        int attempt,
        boolean cancelled)
        implements Spec {

    public OperationSpec {
        parameters = Map.copyOf(parameters);
        Check.most("parameters", parameters.size(), 32);
        Check.range("attempt", attempt, 1, 1000);
    }
}
