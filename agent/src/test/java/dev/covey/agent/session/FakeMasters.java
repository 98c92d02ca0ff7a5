package dev.covey.agent.session;

import com.google.protobuf.ByteString;
import dev.covey.model.Endpoint;
import dev.covey.wire.MastersList;
import dev.covey.wire.client.Dialer;
import dev.covey.wire.client.Line;
import dev.covey.wire.client.Listener;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.Master;
import dev.covey.wire.v1.Masters;
import dev.covey.wire.v1.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Masters in memory: each answers as a test says, at once. */
final class FakeMasters implements Dialer {

    static final byte[] SIGNATURE = {1, 2, 3};

    /** One connection as a master sees it. */
    static final class Caller {
        final List<FromAgent> heard = new ArrayList<>();
        final Listener listener;
        boolean closed;

        Caller(Listener listener) {
            this.listener = listener;
        }

        void say(FromMaster.Builder message) {
            if (!closed) {
                listener.heard(message.build());
            }
        }

        void hangUp() {
            if (!closed) {
                closed = true;
                listener.closed("the master hung up");
            }
        }

        List<FromAgent> heard(FromAgent.MessageCase kind) {
            return heard.stream().filter(m -> m.getMessageCase() == kind).toList();
        }
    }

    private final Map<String, BiConsumer<Caller, FromAgent>> scripts = new HashMap<>();
    final Map<String, Caller> callers = new HashMap<>();
    final List<String> dialled = new ArrayList<>();

    /** How a master answers each message; a master without a script is a black hole. */
    void script(String master, BiConsumer<Caller, FromAgent> answer) {
        scripts.put(master, answer);
    }

    /** These hang up whatever is said. */
    void hangUp(String... masters) {
        List.of(masters).forEach(master -> script(master, (caller, _) -> caller.hangUp()));
    }

    /** Refuses everybody with a list of masters. */
    static BiConsumer<Caller, FromAgent> standby(Supplier<Masters> list) {
        Refused.Builder refused = Refused.newBuilder().setCode("not_active");
        return (caller, _) ->
                caller.say(FromMaster.newBuilder().setRefused(refused.setMasters(list.get())));
    }

    Caller caller(String master) {
        Caller caller = callers.get(master);
        if (caller == null) {
            throw new AssertionError("nobody dialled " + master);
        }
        return caller;
    }

    @Override
    public Line dial(String master, Endpoint address, Listener listener) {
        dialled.add(master);
        Caller caller = new Caller(listener);
        callers.put(master, caller);
        return new Line() {
            @Override
            public void send(FromAgent message) {
                if (!caller.closed) {
                    caller.heard.add(message);
                    scripts.getOrDefault(master, (_, _) -> {}).accept(caller, message);
                }
            }

            @Override
            public void close() {
                caller.hangUp();
            }
        };
    }

    /** A signed list; the first of the ids is the active one. */
    static Masters list(long revision, String... ids) {
        Masters.Builder list = Masters.newBuilder().setRevision(revision);
        for (String id : ids) {
            list.addMasters(
                    Master.newBuilder()
                            .setId(id)
                            .addAddresses("192.0.2.1:8444")
                            .setActive(id.equals(ids[0])));
        }
        return MastersList.signed(list.build(), SIGNATURE);
    }

    static Masters forged(long revision, String... ids) {
        return list(revision, ids).toBuilder().setSignature(ByteString.EMPTY).build();
    }
}
