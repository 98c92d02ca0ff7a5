package dev.covey.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.v3.Compare;
import dev.covey.etcd.v3.DeleteRangeRequest;
import dev.covey.etcd.v3.KVGrpc;
import dev.covey.etcd.v3.LeaseGrpc;
import dev.covey.etcd.v3.PutRequest;
import dev.covey.etcd.v3.RangeRequest;
import dev.covey.etcd.v3.RequestOp;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Short words for what tests ask. */
final class Ask {

    static KVGrpc.KVBlockingStub kv(Channel line) {
        return KVGrpc.newBlockingStub(line);
    }

    static LeaseGrpc.LeaseBlockingStub lease(Channel line) {
        return LeaseGrpc.newBlockingStub(line);
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    static PutRequest put(String key, String value) {
        return PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build();
    }

    static RangeRequest.Builder get(String key) {
        return RangeRequest.newBuilder().setKey(bytes(key));
    }

    static DeleteRangeRequest delete(String key) {
        return DeleteRangeRequest.newBuilder().setKey(bytes(key)).build();
    }

    static RequestOp op(PutRequest put) {
        return RequestOp.newBuilder().setRequestPut(put).build();
    }

    static RequestOp op(RangeRequest range) {
        return RequestOp.newBuilder().setRequestRange(range).build();
    }

    static Compare modIs(String key, long revision) {
        return Compare.newBuilder()
                .setKey(bytes(key))
                .setTarget(Compare.CompareTarget.MOD)
                .setResult(Compare.CompareResult.EQUAL)
                .setModRevision(revision)
                .build();
    }

    /** Asserts that a call ends with one of etcd's errors, code and text. */
    static void refused(EtcdFault fault, ThrowingCallable call) {
        StatusRuntimeException e = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(e.getStatus().getCode()).isEqualTo(fault.status().getCode());
        assertThat(e.getStatus().getDescription()).isEqualTo(fault.text());
    }

    private Ask() {}
}
