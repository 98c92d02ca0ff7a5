package dev.covey.model;

/** What the owner of a resource wants; written by the API's commands only. */
public sealed interface Spec
        permits ClusterSpec,
                NodeSpec,
                JoinStringSpec,
                InboundSpec,
                RouteSpec,
                UserSpec,
                OperationSpec,
                EventSpec,
                AdminSpec,
                SessionSpec,
                TokenSpec,
                AuditSpec {}
