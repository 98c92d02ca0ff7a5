package dev.covey.etcd.member;

import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.MemberIds;
import dev.covey.etcd.entry.Pending;
import dev.covey.etcd.entry.Rows;
import dev.covey.etcd.v3.Member;
import dev.covey.kv.Bytes;
import dev.covey.kv.Command;
import dev.covey.kv.Op;
import dev.covey.kv.Space;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What members are called and where their clients reach them. Each member writes its own row once,
 * and again when it has changed.
 */
public final class Directory {

    private final Backend backend;

    /** The directory as a member sees it. */
    public Directory(Backend backend) {
        this.backend = backend;
    }

    /** What the own row should be, unless it is that already. */
    public Optional<Command> announced(View view) {
        String key = Rows.member(backend.place().node());
        boolean there = view.get(key).filter(row -> text(row).equals(own())).isPresent();
        Op put = Op.Put.of(Bytes.of(key), Bytes.of(own()));
        return there ? Optional.empty() : Optional.of(new Command.Execute(Space.SYSTEM, put));
    }

    private String own() {
        return backend.place().name() + "\n" + String.join(",", backend.place().clientUrls());
    }

    private static String text(Row row) {
        return new String(row.value(), StandardCharsets.UTF_8);
    }

    /** The members as clients are told, and behind them those who were added and have not come. */
    public List<Member> list(View view) {
        var members = backend.quorum().view().members();
        Set<String> here = members.stream().map(each -> each.node()).collect(Collectors.toSet());
        return Stream.concat(
                        members.stream().map(member -> told(member, view)),
                        Rows.pending(view).stream()
                                .filter(pending -> !here.contains(pending.peer()))
                                .map(this::told))
                .toList();
    }

    private Member told(Pending pending) {
        Member.Builder built =
                Member.newBuilder().setID(pending.number()).setIsLearner(pending.learner());
        pending.addresses().forEach(at -> built.addPeerURLs(scheme() + at));
        return built.build();
    }

    private Member told(dev.covey.runtime.quorum.Member member, View view) {
        Member.Builder built =
                Member.newBuilder()
                        .setID(MemberIds.of(member.node()))
                        .setIsLearner(!member.votes());
        member.peer().addresses().forEach(at -> built.addPeerURLs(scheme() + at));
        view.get(Rows.member(member.node()))
                .map(row -> text(row).split("\n", -1))
                .filter(lines -> lines.length == 2)
                .ifPresent(
                        lines -> {
                            built.setName(lines[0]);
                            for (String url : lines[1].split(",", -1)) {
                                built.addClientURLs(url);
                            }
                        });
        return built.build();
    }

    private String scheme() {
        return backend.place().peerScheme() + "://";
    }

    /** The node that a number stands for. */
    public Optional<String> node(long id) {
        return backend.quorum().view().members().stream()
                .map(dev.covey.runtime.quorum.Member::node)
                .filter(node -> MemberIds.of(node) == id)
                .findFirst();
    }
}
