package dev.covey.etcd.entry;

import dev.covey.etcd.door.MemberIds;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.kv.Op;
import dev.covey.model.Endpoint;
import dev.covey.runtime.quorum.Member;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.store.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes who the members are, as the leader, for an operator. Fails with etcd's errors, or with
 * the refusals of the group. Safe for use by many threads; nothing blocks.
 */
public final class Registrar {

    /** The most members that a group has, those to come included. */
    static final int MOST_MEMBERS = 15;

    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private final Leader leader;
    private final Arrivals arrivals;

    Registrar(Leader leader, Arrivals arrivals) {
        this.leader = leader;
        this.arrivals = arrivals;
    }

    /** Writes down that somebody will come. */
    public CompletionStage<Void> add(long number, List<Endpoint> addresses, boolean learner) {
        return leader.judge(
                (view, group) -> {
                    List<Pending> pending = Rows.pending(view);
                    mustAnswer(group);
                    mustBeFree(addresses, number, group, pending);
                    if (learner && learners(group, pending)) {
                        throw EtcdFault.TOO_MANY_LEARNERS.exception();
                    }
                    if (group.members().size() + pending.size() >= MOST_MEMBERS) {
                        throw EtcdFault.TOO_MANY_MEMBERS.exception();
                    }
                    return leader.write(
                            List.of(Rows.put(Pending.added(number, addresses, learner))));
                });
    }

    /** As etcd: nobody is added while a voter is away. */
    private static void mustAnswer(QuorumView group) {
        boolean all =
                group.voters().stream()
                        .filter(member -> !member.node().equals(group.self()))
                        .allMatch(
                                member ->
                                        member.lastContact()
                                                .filter(ago -> ago.compareTo(SILENCE) < 0)
                                                .isPresent());
        if (!all) {
            throw EtcdFault.UNHEALTHY.exception();
        }
    }

    private static void mustBeFree(
            Collection<Endpoint> addresses,
            long number,
            QuorumView group,
            Collection<Pending> pending) {
        Stream<Endpoint> taken =
                Stream.concat(
                        group.members().stream()
                                .filter(member -> MemberIds.of(member.node()) != number)
                                .flatMap(member -> member.peer().addresses().stream()),
                        pending.stream()
                                .filter(each -> each.number() != number)
                                .flatMap(each -> each.addresses().stream()));
        if (taken.anyMatch(addresses::contains)) {
            throw EtcdFault.PEER_URL_EXISTS.exception();
        }
    }

    /** Whether there is one that is meant to stay a learner; as etcd, one is the most. */
    private static boolean learners(QuorumView group, List<Pending> pending) {
        Set<String> toVote =
                pending.stream()
                        .filter(each -> !each.learner())
                        .map(Pending::peer)
                        .collect(java.util.stream.Collectors.toSet());
        return pending.stream().anyMatch(Pending::learner)
                || group.members().stream()
                        .anyMatch(member -> !member.votes() && !toVote.contains(member.node()));
    }

    /** Takes a member off, or somebody who has not come yet. */
    public CompletionStage<Void> remove(long number) {
        return leader.judge(
                (view, group) -> {
                    Optional<Pending> pending = Rows.pending(view, number);
                    Optional<Member> member = member(number, group);
                    if (pending.isEmpty() && member.isEmpty()) {
                        throw EtcdFault.MEMBER_NOT_FOUND.exception();
                    }
                    pending.ifPresent(each -> arrivals.mustNotBeUnderWay(each.peer()));
                    return member.map(found -> takeOff(found, group))
                            .orElseGet(() -> CompletableFuture.completedFuture(null))
                            .thenCompose(_ -> leader.write(forgotten(pending, member)));
                });
    }

    private static List<Op> forgotten(Optional<Pending> pending, Optional<Member> member) {
        List<Op> ops = new ArrayList<>();
        pending.ifPresent(each -> ops.add(Rows.delete(each)));
        member.map(Member::node)
                .or(() -> pending.map(Pending::peer).filter(peer -> !peer.isEmpty()))
                .ifPresent(peer -> ops.addAll(Rows.gone(peer)));
        return ops;
    }

    private CompletionStage<Void> takeOff(Member member, QuorumView group) {
        return member.node().equals(group.self()) && group.voters().size() > 1
                ? handOver(group)
                : leader.quorum().remove(member.node());
    }

    /** A leader takes itself off by letting another lead, which is then asked. */
    private CompletionStage<Void> handOver(QuorumView group) {
        String next =
                group.voters().stream()
                        .filter(member -> !member.node().equals(group.self()))
                        .filter(member -> leader.quorum().caughtUp(member.node()))
                        .min(Comparator.comparingLong(member -> member.lag().orElse(0)))
                        .map(Member::node)
                        .orElseThrow(EtcdFault.NOT_ENOUGH_STARTED::exception);
        LOG.info("{} is to be removed and leads: {} is to lead", group.self(), next);
        return leader.quorum()
                .transferLeadership(next)
                .thenCompose(_ -> CompletableFuture.failedFuture(Leader.elsewhere()));
    }

    /** Gives a learner a vote. */
    public CompletionStage<Void> promote(long number) {
        return leader.judge(
                (view, group) -> {
                    Member member = member(number, group).orElseThrow(() -> absent(view, number));
                    if (member.votes()) {
                        throw EtcdFault.MEMBER_NOT_LEARNER.exception();
                    }
                    return leader.quorum()
                            .promote(Set.of(member.node()))
                            .thenCompose(_ -> settled(view, number, group));
                });
    }

    private CompletionStage<Void> settled(View view, long number, QuorumView before) {
        warnOfTwo(before.voters().size() + 1);
        return Rows.pending(view, number)
                .map(each -> leader.write(List.of(Rows.delete(each))))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    static void warnOfTwo(int voters) {
        if (voters == 2) {
            LOG.warn("there are two voters now: they survive no loss; add a third");
        }
    }

    private static RuntimeException absent(View view, long number) {
        return Rows.pending(view, number)
                .map(
                        each ->
                                each.learner()
                                        ? EtcdFault.LEARNER_NOT_READY
                                        : EtcdFault.MEMBER_NOT_LEARNER)
                .orElse(EtcdFault.MEMBER_NOT_FOUND)
                .exception();
    }

    /** Says where a member listens from now on, or somebody who has not come yet. */
    public CompletionStage<Void> readdress(long number, List<Endpoint> addresses) {
        return leader.judge(
                (view, group) -> {
                    mustBeFree(addresses, number, group, Rows.pending(view));
                    Optional<Pending> pending = Rows.pending(view, number);
                    Optional<Member> member = member(number, group);
                    if (pending.isEmpty() && member.isEmpty()) {
                        throw EtcdFault.MEMBER_NOT_FOUND.exception();
                    }
                    return pending.map(each -> leader.write(List.of(Rows.put(each.at(addresses)))))
                            .orElseGet(() -> CompletableFuture.completedFuture(null))
                            .thenCompose(_ -> readdress(member, addresses));
                });
    }

    private CompletionStage<Void> readdress(Optional<Member> member, List<Endpoint> addresses) {
        return member.map(found -> leader.quorum().readdress(found.node(), addresses))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private static Optional<Member> member(long number, QuorumView group) {
        return group.members().stream()
                .filter(member -> MemberIds.of(member.node()) == number)
                .findFirst();
    }
}
