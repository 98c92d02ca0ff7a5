package dev.covey.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.v3.KVGrpc;
import dev.covey.etcd.v3.PutResponse;
import dev.covey.etcd.v3.TxnRequest;
import dev.covey.etcd.v3.TxnResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A client that does not know what became of its write asks again, and it happens once. */
class RepeatTest {

    private static final Metadata.Key<String> ID =
            Metadata.Key.of("covey-request-id", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> POSITION =
            Metadata.Key.of("covey-position", Metadata.ASCII_STRING_MARSHALLER);

    private static KVGrpc.KVBlockingStub with(
            Lab lab, int member, Metadata.Key<String> name, String text) {
        Metadata headers = new Metadata();
        headers.put(name, text);
        return Ask.kv(lab.line(member))
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static String position(Lab lab) {
        AtomicReference<Metadata> headers = new AtomicReference<>();
        AtomicReference<Metadata> trailers = new AtomicReference<>();
        with(lab, 1, POSITION, "?")
                .withInterceptors(MetadataUtils.newCaptureMetadataInterceptor(headers, trailers))
                .range(Ask.get("any").build());
        return String.valueOf(headers.get().get(POSITION));
    }

    private static long version(Lab lab) {
        return Ask.kv(lab.line(1)).range(Ask.get("k").build()).getKvs(0).getVersion();
    }

    @Test
    void aRepeatedWriteHappensOnceWhicheverMemberIsAsked() {
        try (Lab lab = new Lab(3)) {
            String id = position(lab) + ":once";
            PutResponse first = with(lab, 1, ID, id).put(Ask.put("k", "v"));
            for (int member = 1; member <= 3; member++) {
                PutResponse again = with(lab, member, ID, id).put(Ask.put("k", "v"));
                assertThat(again.getHeader().getRevision())
                        .isEqualTo(first.getHeader().getRevision());
            }
            assertThat(version(lab)).isEqualTo(1);
            with(lab, 2, ID, position(lab) + ":twice").put(Ask.put("k", "v"));
            assertThat(version(lab)).isEqualTo(2);
        }
    }

    @Test
    void aRepeatedTransactionIsAnsweredAsAtFirstAlthoughItsConditionNoLongerHolds() {
        try (Lab lab = new Lab(1)) {
            String id = position(lab) + ":made";
            TxnRequest make =
                    TxnRequest.newBuilder()
                            .addCompare(Ask.modIs("k", 0))
                            .addSuccess(Ask.op(Ask.put("k", "v")))
                            .build();
            TxnResponse first = with(lab, 1, ID, id).txn(make);
            TxnResponse again = with(lab, 1, ID, id).txn(make);
            assertThat(first.getSucceeded()).isTrue();
            assertThat(again.getSucceeded()).isTrue();
            assertThat(Ask.kv(lab.line(1)).txn(make).getSucceeded()).isFalse();
            assertThat(version(lab)).isEqualTo(1);
        }
    }

    @Test
    void anIdOfAnotherRequestIsRefused() {
        try (Lab lab = new Lab(1)) {
            String id = position(lab) + ":one";
            with(lab, 1, ID, id).put(Ask.put("k", "v"));
            Ask.refused(
                    EtcdFault.REQUEST_ID_REUSED,
                    () -> with(lab, 1, ID, id).put(Ask.put("k", "other")));
            assertThat(version(lab)).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoIdIsRefusedAndNothingIsWritten() {
        try (Lab lab = new Lab(1)) {
            for (String bad : new String[] {"", "once", ":once", "1:", "-1:a", "1:a b", "x:a"}) {
                StatusRuntimeException e =
                        catchThrowableOfType(
                                StatusRuntimeException.class,
                                () -> with(lab, 1, ID, bad).put(Ask.put("k", "v")));
                assertThat(e.getStatus().getCode()).as(bad).isEqualTo(Status.Code.INVALID_ARGUMENT);
            }
            assertThat(Ask.kv(lab.line(1)).range(Ask.get("k").build()).getCount()).isZero();
        }
    }
}
