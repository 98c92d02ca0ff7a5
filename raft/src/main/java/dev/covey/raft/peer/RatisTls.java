package dev.covey.raft.peer;

import java.util.function.BooleanSupplier;
import org.apache.ratis.grpc.GrpcTlsConfig;

/** The same certificates and judgement for the connections that Ratis makes itself. */
public final class RatisTls {

    /** The one version of TLS between members. */
    static final String PROTOCOL = "TLSv1.3";

    /**
     * Mutual TLS for Ratis, which checks the node that was dialled as the members' calls do.
     *
     * @param cleared whether Ratis may reach other members yet
     */
    public static GrpcTlsConfig of(MemberTls tls, BooleanSupplier cleared) {
        return GrpcTlsConfig.newBuilder()
                .setKeyManager(tls.keys())
                .setTrustManager(new NodeTrust(tls, cleared))
                .setMutualTls(true)
                .setProtocols(PROTOCOL)
                .build();
    }

    private RatisTls() {}
}
