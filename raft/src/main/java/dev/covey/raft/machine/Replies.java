package dev.covey.raft.machine;

import dev.covey.kv.Reply;
import java.util.List;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;

/** The replies to an entry, handed through Ratis within the process; they are never sent. */
public record Replies(List<Reply> replies) implements Message {

    @Override
    public ByteString getContent() {
        return ByteString.EMPTY;
    }
}
