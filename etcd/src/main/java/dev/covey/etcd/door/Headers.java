package dev.covey.etcd.door;

import com.google.protobuf.Message;
import dev.covey.etcd.v3.ResponseHeader;
import dev.covey.runtime.store.Leadership;

/** What stands above every answer. Safe for use by many threads. */
public final class Headers implements AutoCloseable {

    private final long cluster;
    private final long member;
    private final Leadership.Registration changes;

    /** Asked for only when who leads has changed: it is too dear to ask for each answer. */
    private volatile long term;

    /** The headers of one member. */
    public Headers(Backend backend) {
        cluster = MemberIds.of(backend.place().cluster());
        member = MemberIds.of(backend.place().node());
        changes =
                backend.store()
                        .leadership()
                        .onChange(standing -> term = backend.quorum().view().term());
    }

    /** The header of an answer that holds at a revision of the user space. */
    public ResponseHeader at(long revision) {
        return ResponseHeader.newBuilder()
                .setClusterId(cluster)
                .setMemberId(member)
                .setRevision(revision)
                .setRaftTerm(term)
                .build();
    }

    /** The answer that says nothing but its header. All answers call it the same. */
    public static <A extends Message> A alone(ResponseHeader header, A empty) {
        Message.Builder built = empty.newBuilderForType();
        built.setField(empty.getDescriptorForType().findFieldByName("header"), header);
        @SuppressWarnings("unchecked") // a message builds its own kind
        A answer = (A) built.build();
        return answer;
    }

    @Override
    public void close() {
        changes.close();
    }
}
