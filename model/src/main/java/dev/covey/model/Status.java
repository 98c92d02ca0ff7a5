package dev.covey.model;

/** What was seen of a resource; each kind's status has exactly one writer. */
public sealed interface Status
        permits ClusterStatus,
                NodeStatus,
                JoinStringStatus,
                InboundStatus,
                RouteStatus,
                UserStatus,
                OperationStatus,
                NoStatus {}
