package dev.covey.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import dev.covey.etcd.v3.AuthGrpc;
import dev.covey.etcd.v3.AuthRoleRevokePermissionRequest;
import dev.covey.etcd.v3.AuthenticateRequest;
import dev.covey.etcd.v3.KVGrpc;
import dev.covey.etcd.v3.MaintenanceGrpc;
import dev.covey.etcd.v3.PutRequest;
import dev.covey.etcd.v3.StatusRequest;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What was allowed when it was asked, and is not when its turn comes, is not done. */
class OvertakenTest {

    private static final Metadata.Key<String> TOKEN =
            Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);
    private static final ByteString KEY = ByteString.copyFromUtf8("own/1");

    private static ClientInterceptor as(Lab lab, String name, String password) {
        Metadata headers = new Metadata();
        headers.put(
                TOKEN,
                AuthGrpc.newBlockingStub(lab.line(1))
                        .authenticate(
                                AuthenticateRequest.newBuilder()
                                        .setName(name)
                                        .setPassword(password)
                                        .build())
                        .getToken());
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    @Test
    void aWriteBehindTheRevocationOfItsPermissionIsRefused() {
        try (Lab lab = new Lab(1)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            ctl.run("user", "add", "root:secret");
            ctl.run("user", "grant-role", "root", "root");
            ctl.run("role", "add", "writer");
            ctl.run("role", "grant-permission", "writer", "readwrite", "own/1");
            ctl.run("user", "add", "ada:pw");
            ctl.run("user", "grant-role", "ada", "writer");
            ctl.run("auth", "enable");
            ClientInterceptor root = as(lab, "root", "secret");
            ClientInterceptor ada = as(lab, "ada", "pw");
            lab.cluster.hold();
            ListenableFuture<?> revoked =
                    AuthGrpc.newFutureStub(lab.line(1))
                            .withInterceptors(root)
                            .roleRevokePermission(
                                    AuthRoleRevokePermissionRequest.newBuilder()
                                            .setRole("writer")
                                            .setKey(KEY)
                                            .build());
            ListenableFuture<?> put =
                    KVGrpc.newFutureStub(lab.line(1))
                            .withInterceptors(ada)
                            .put(PutRequest.newBuilder().setKey(KEY).build());
            // Calls of one connection are taken one after the other: both are in the log then.
            var _ =
                    MaintenanceGrpc.newBlockingStub(lab.line(1))
                            .withInterceptors(root)
                            .status(StatusRequest.getDefaultInstance());
            lab.cluster.release();
            assertThat(revoked).succeedsWithin(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> put.get(20, TimeUnit.SECONDS))
                    .hasMessageContaining(
                            "INVALID_ARGUMENT: etcdserver: revision of auth store is old");
            assertThat(ctl.run("get", "own/1", "--user=root:secret")).isEmpty();
            assertThat(ctl.run("put", "own/1", "1", "--user=ada:pw")).contains("permission denied");
        }
    }

    @Test
    void whoNeedNotSayWhoTheyAreIsNotHinderedByNewUsersUntilTheyMust() {
        try (Lab lab = new Lab(1)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            ctl.run("user", "add", "root:secret");
            ctl.run("user", "grant-role", "root", "root");
            assertThat(ctl.run("put", "a", "1")).isEqualTo("OK\n");
            assertThat(ctl.run("get", "a")).isEqualTo("a\n1\n");
            ctl.run("auth", "enable");
            assertThat(ctl.run("put", "a", "1")).contains("user name is empty");
            ctl.run("auth", "disable", "--user=root:secret");
            assertThat(ctl.run("put", "a", "2")).isEqualTo("OK\n");
            assertThat(ctl.run("get", "a")).isEqualTo("a\n2\n");
        }
    }
}
