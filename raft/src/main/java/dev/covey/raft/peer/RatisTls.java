package dev.covey.raft.peer;

import org.apache.ratis.grpc.GrpcTlsConfig;

/** The same certificates and judgement for the connections that Ratis makes itself. */
public final class RatisTls {

    /** Mutual TLS for Ratis, which checks the node that was dialled as the members' calls do. */
    public static GrpcTlsConfig of(MemberTls tls) {
        return new GrpcTlsConfig(tls.keys(), new NodeTrust(tls), true);
    }

    private RatisTls() {}
}
