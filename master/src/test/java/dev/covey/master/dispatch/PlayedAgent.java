package dev.covey.master.dispatch;

import com.google.protobuf.ByteString;
import dev.covey.runtime.resource.Seed;
import dev.covey.wire.SetHash;
import dev.covey.wire.server.Caller;
import dev.covey.wire.server.Line;
import dev.covey.wire.server.Reception;
import dev.covey.wire.v1.Assignments;
import dev.covey.wire.v1.EpochMark;
import dev.covey.wire.v1.FromAgent;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.Heartbeat;
import dev.covey.wire.v1.InboundItem;
import dev.covey.wire.v1.Item;
import dev.covey.wire.v1.ItemStatus;
import dev.covey.wire.v1.Register;
import dev.covey.wire.v1.StatusReport;
import dev.covey.wire.v1.UsageBatch;
import dev.covey.wire.v1.UserBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One agent's session as a test plays it: applies assignments and remembers what it was told. */
final class PlayedAgent implements Line {
    private final String node;
    private final Reception.Listener listener;
    private final Map<String, Item> arriving = new HashMap<>();

    final List<FromMaster> told = new ArrayList<>();
    final Map<String, Item> items = new TreeMap<>();
    String pin;
    SetHash hash = SetHash.EMPTY;
    boolean closed;
    boolean jammed;
    int mayHear;
    int gaps;

    PlayedAgent(String node, Reception reception) {
        this.node = node;
        this.pin = Seed.pin(node);
        this.listener = reception.opened(this);
    }

    @Override
    public Caller caller() {
        return new Caller(node, pin, "192.0.2.1");
    }

    @Override
    public void send(FromMaster message) {
        if (closed) {
            return;
        }
        told.add(message);
        if (message.hasAssignments()) {
            apply(message.getAssignments());
        }
    }

    private void apply(Assignments assignments) {
        if (assignments.getFull()) {
            assignments.getSetList().forEach(i -> arriving.put(i.getKey(), i));
            if (!assignments.getMore()) {
                items.clear();
                items.putAll(arriving);
                arriving.clear();
                settle(assignments);
            }
        } else if (SetHash.from(assignments.getAppliesTo()).equals(hash)) {
            assignments.getSetList().forEach(i -> items.put(i.getKey(), i));
            assignments.getRemoveList().forEach(items::remove);
            settle(assignments);
        } else {
            gaps++;
        }
    }

    private void settle(Assignments assignments) {
        hash = items.values().stream().map(SetHash::of).reduce(SetHash.EMPTY, SetHash::xor);
        if (!hash.equals(SetHash.from(assignments.getResultsIn()))) {
            gaps++;
        }
    }

    @Override
    public boolean ready() {
        return !jammed;
    }

    void unjam() {
        jammed = false;
        listener.ready();
    }

    @Override
    public void more() {
        mayHear++;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            listener.closed();
        }
    }

    PlayedAgent say(FromAgent.Builder message) {
        listener.heard(message.build());
        return this;
    }

    PlayedAgent register() {
        return register(ByteString.EMPTY, 0);
    }

    PlayedAgent register(ByteString applied, long term) {
        return say(
                FromAgent.newBuilder()
                        .setRegister(
                                Register.newBuilder()
                                        .setVersion("0.1.0")
                                        .setAppliedHash(applied)
                                        .setEpoch(
                                                EpochMark.newBuilder()
                                                        .setIncarnation(term == 0 ? 0 : 1)
                                                        .setTerm(term))
                                        .setBootId("boot")));
    }

    PlayedAgent beat(long seq) {
        return say(FromAgent.newBuilder().setHeartbeat(Heartbeat.newBuilder().setSeq(seq)));
    }

    PlayedAgent report(long seq, String inbound, long generation, String state) {
        return say(
                FromAgent.newBuilder()
                        .setReport(
                                StatusReport.newBuilder()
                                        .setSeq(seq)
                                        .addItems(
                                                ItemStatus.newBuilder()
                                                        .setKey("inbound/" + inbound)
                                                        .setGeneration(generation)
                                                        .setState(state))));
    }

    PlayedAgent usage(String coreEpoch, long seq, long user, long bytes) {
        return say(
                FromAgent.newBuilder()
                        .setUsage(
                                UsageBatch.newBuilder()
                                        .setCoreEpoch(coreEpoch)
                                        .setSeq(seq)
                                        .addBytes(
                                                UserBytes.newBuilder()
                                                        .setNumber(user)
                                                        .setDown(bytes))));
    }

    /** An inbound that it has. */
    InboundItem inbound(String id) {
        return items.getOrDefault("inbound/" + id, Item.getDefaultInstance()).getInbound();
    }

    /** The codes of what it was refused with. */
    List<String> refusals() {
        return told.stream()
                .filter(FromMaster::hasRefused)
                .map(m -> m.getRefused().getCode())
                .toList();
    }

    /** How many messages of a kind it was told. */
    long count(FromMaster.MessageCase kind) {
        return told.stream().filter(m -> m.getMessageCase() == kind).count();
    }
}
