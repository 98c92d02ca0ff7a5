package dev.covey.etcd.entry;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Desk;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.door.Heard;
import dev.covey.etcd.door.MemberIds;
import dev.covey.etcd.door.Subject;
import dev.covey.kv.Op;
import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.PeerIds;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.store.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers members that knock, on any member; the leader judges. Safe for use by many threads;
 * nothing blocks.
 */
public final class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    /** How many entries a newcomer may lack and still have caught up. */
    private static final long SMALL_LAG = 64;

    private static final String NO_LEADER = "there is no leader";
    private static final int LONGEST_NAME = 256;

    private final Leader leader;
    private final Desk desk;
    private final Arrivals arrivals;
    private final Registrar registrar;

    /** The admission at a member; answers on {@link Subject#KNOCK} at its desk. */
    public Admission(Backend backend, Door door, Desk desk) {
        this.leader = new Leader(backend, door, new Sequence());
        this.desk = desk;
        this.arrivals = new Arrivals(leader);
        this.registrar = new Registrar(leader, arrivals);
        desk.on(Subject.KNOCK, this::judge);
    }

    /** Who changes the members for an operator, by the same order of judgement. */
    public Registrar registrar() {
        return registrar;
    }

    /** A node knocks at this member. Never fails: who cannot be told anything is to ask again. */
    public CompletionStage<byte[]> knocked(String name, byte[] knock) {
        if (leader.backend().store().leadership().standing().leader().isEmpty()) {
            return CompletableFuture.completedFuture(leaderless(name, knock).encoded());
        }
        byte[] question = new Encoder().text(name, LONGEST_NAME).raw(knock).toArray();
        return desk.ask(Subject.KNOCK, question)
                .exceptionally(failure -> waiting("the leader does not answer: " + failure));
    }

    /** Whose directory is lost is refused even so: what it promised might be needed now. */
    private Welcome leaderless(String name, byte[] knock) {
        View view = leader.door().store().view();
        return Knock.decoded(new Decoder(knock)).peer().isEmpty()
                ? member(name, leader.quorum().view())
                        .map(same -> occupied(same, view))
                        .filter(Welcome.Refused.class::isInstance)
                        .orElseGet(() -> new Welcome.Waiting(NO_LEADER))
                : new Welcome.Waiting(NO_LEADER);
    }

    private static Optional<Member> member(String name, QuorumView group) {
        return group.members().stream()
                .filter(member -> PeerIds.name(member.node()).equals(name))
                .findFirst();
    }

    private static byte[] waiting(String why) {
        return new Welcome.Waiting(why).encoded();
    }

    private CompletionStage<Heard> judge(byte[] question) {
        Decoder in = new Decoder(question);
        String name = in.text(LONGEST_NAME);
        Knock knock = Knock.decoded(in);
        return leader.<Welcome>judge(
                        (view, group) ->
                                knock.peer().isEmpty()
                                        ? newcomer(name, knock, view, group)
                                        : returning(name, knock, view, group))
                .handle(
                        (welcome, failure) ->
                                failure == null
                                        ? new Heard.Answered(welcome.encoded())
                                        : new Heard.Elsewhere());
    }

    private CompletionStage<Welcome> returning(
            String name, Knock knock, View view, QuorumView group) {
        String peer = knock.peer();
        if (!PeerIds.name(peer).equals(name)) {
            return answer(new Welcome.Refused("Node '" + name + "' is not member " + peer + "."));
        }
        Optional<Member> member = group.member(peer);
        Optional<Pending> pending = Rows.pendingAs(view, peer);
        if (member.isEmpty()) {
            return answer(pending.map(arrivals::letIn).orElseGet(() -> removed(peer)));
        }
        if (pending.isEmpty()) {
            return answer(new Welcome.Settled());
        }
        if (member.get().votes() || pending.get().learner()) {
            return leader.write(List.of(Rows.delete(pending.get())))
                    .thenApply(_ -> new Welcome.Settled());
        }
        boolean caughtUp =
                group.committed() - knock.applied() <= SMALL_LAG && leader.quorum().caughtUp(peer);
        return answer(
                caughtUp
                        ? arrivals.promote(pending.get(), group)
                        : new Welcome.Waiting("has not caught up yet"));
    }

    private static Welcome removed(String peer) {
        return new Welcome.Removed(
                ("Expected member %s to be in its cluster, but it was removed. What it holds is of"
                     + " no use any more: add it anew ('etcdctl member add') and start it with an"
                     + " empty directory.")
                        .formatted(peer));
    }

    private CompletionStage<Welcome> newcomer(
            String name, Knock knock, View view, QuorumView group) {
        List<Pending> pending = Rows.pending(view);
        Optional<Pending> meant =
                pending.stream().filter(each -> each.listensAt(knock.addresses())).findFirst();
        Optional<Member> same = member(name, group);
        if (same.isPresent() && meant.filter(isAs(same.get().node())).isEmpty()) {
            return answer(occupied(same.get(), view));
        }
        return meant.map(each -> become(each, name, knock, same))
                .orElseGet(() -> answer(stranger(name, knock, pending)));
    }

    private static java.util.function.Predicate<Pending> isAs(String peer) {
        return each -> each.peer().equals(peer);
    }

    private static Welcome occupied(Member member, View view) {
        String peer = member.node();
        boolean fresh = PeerIds.mark(peer).isEmpty() && !Rows.wasHere(view, peer);
        return fresh
                ? new Welcome.Expected()
                : new Welcome.Refused(
                        ("Expected a name that no member has, but '%1$s' is member %2$s. If its"
                             + " directory is lost, remove it ('etcdctl member remove %2$s') and"
                             + " add it anew; else choose another name.")
                                .formatted(PeerIds.name(peer), Pending.id(MemberIds.of(peer))));
    }

    private static Welcome stranger(String name, Knock knock, List<Pending> pending) {
        String expected =
                pending.isEmpty()
                        ? "none"
                        : pending.stream()
                                .map(each -> each.addresses().toString())
                                .collect(Collectors.joining(", "));
        return new Welcome.Refused(
                ("Expected somebody who was added with 'etcdctl member add', but '%s' at %s was"
                                + " not. Those expected: %s. Check --initial-advertise-peer-urls.")
                        .formatted(name, knock.addresses(), expected));
    }

    /** What another coming has left behind under an earlier id counts for nothing. */
    private CompletionStage<Welcome> become(
            Pending pending, String name, Knock knock, Optional<Member> before) {
        if (pending.arrival().equals(knock.arrival())) {
            return answer(become(pending));
        }
        if (before.filter(Member::votes).isPresent()) {
            return answer(
                    new Welcome.Refused(
                            ("Member %s has a vote already: it must go on with its own directory,"
                                            + " or be removed and added anew.")
                                    .formatted(pending.peer())));
        }
        arrivals.mustNotBeUnderWay(pending.peer());
        Pending next = pending.come(name, knock.arrival());
        List<Op> ops = new ArrayList<>(List.of(Rows.put(next)));
        if (!pending.peer().isEmpty()) {
            ops.addAll(Rows.gone(pending.peer()));
        }
        LOG.info("'{}' at {} comes in as {}", name, knock.addresses(), next.peer());
        return before.map(member -> leader.quorum().remove(member.node()))
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenCompose(_ -> leader.write(ops))
                .thenApply(_ -> become(next));
    }

    private Welcome become(Pending pending) {
        return new Welcome.Become(leader.backend().place().cluster(), pending.peer());
    }

    private static CompletionStage<Welcome> answer(Welcome welcome) {
        return CompletableFuture.completedFuture(welcome);
    }
}
