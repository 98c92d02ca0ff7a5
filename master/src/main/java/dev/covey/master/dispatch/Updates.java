package dev.covey.master.dispatch;

import dev.covey.master.rows.ObservedInbound;
import dev.covey.master.rows.ObservedNode;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import dev.covey.runtime.store.Change;
import dev.covey.runtime.store.Row;
import dev.covey.runtime.store.View;
import dev.covey.wire.SetHash;
import dev.covey.wire.v1.FromMaster;
import dev.covey.wire.v1.Masters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Brings changes of the store to the catalog, and from there to the agents concerned. */
final class Updates {
    private final Room room;
    private Masters masters = Masters.getDefaultInstance();
    private Loading loading;

    Updates(Room room) {
        this.room = room;
        this.loading = new Loading(room);
    }

    /** The masters as nodes are told of them. */
    Masters masters() {
        return masters;
    }

    /** Reads what there is little of; {@link #loadMore} reads the rest. */
    void load() {
        Resources resources = room.resources();
        room.catalog().loadInbounds(resources);
        listMasters();
        Set<String> nodes = Set.copyOf(resources.view().ids(Kind.NODE));
        room.ledger().forgetMarks(resources.view(), nodes);
        forgetReports(resources.view(), nodes);
        loading = new Loading(room);
    }

    /** Reads some more of everything; returns whether that was the last. */
    boolean loadMore() {
        return loading.step();
    }

    /** Reports on what went while nobody watched. */
    private void forgetReports(View view, Set<String> nodes) {
        for (Row row : view.list(ObservedInbound.PREFIX)) {
            if (room.catalog().placeOf(row.id()).isEmpty()) {
                room.reports().write(new Change.Delete(row.key()));
            }
        }
        for (Row row : view.list(ObservedNode.PREFIX)) {
            if (!nodes.contains(row.id())) {
                room.reports().write(new Change.Delete(row.key()));
            }
        }
    }

    /** The specification or status of some resources changed. */
    void changed(List<String> rows) {
        Set<Key> keys = new TreeSet<>();
        for (String row : rows) {
            for (Kind kind : List.of(Kind.USER, Kind.INBOUND, Kind.NODE)) {
                id(row, kind).ifPresent(id -> keys.add(new Key(kind, id)));
            }
        }
        if (keys.isEmpty()) {
            return;
        }
        Resources resources = room.resources();
        boolean nodes = false;
        for (Key key : keys) {
            switch (key.kind()) {
                case USER -> user(resources, key.id());
                case INBOUND -> inbound(resources, key.id());
                default -> {
                    nodes = true;
                    node(key.id());
                }
            }
        }
        if (nodes) {
            listMasters();
        }
    }

    private static Optional<String> id(String row, Kind kind) {
        for (String prefix : List.of(Key.specPrefix(kind), Key.statusPrefix(kind))) {
            if (row.startsWith(prefix)) {
                return Optional.of(row.substring(prefix.length()));
            }
        }
        return Optional.empty();
    }

    private void user(Resources resources, String id) {
        Catalog.Changed<Account> changed = room.catalog().user(resources, id);
        Account before = changed.before();
        Account now = changed.now();
        for (Session session : room.sessions().open()) {
            NodeSet set = room.catalog().node(session.node());
            if (before != null && (now == null || before.number() != now.number())) {
                tell(session, before.number(), before.shareOf(set), SetHash.EMPTY);
            }
            if (now != null) {
                SetHash had =
                        before != null && before.number() == now.number()
                                ? before.shareOf(set)
                                : SetHash.EMPTY;
                tell(session, now.number(), had, now.shareOf(set));
            }
        }
        if (before != null && now == null && resources.get(Type.USER, id).isEmpty()) {
            room.ledger().forgetUser(before.number());
        }
    }

    private void tell(Session session, long number, SetHash had, SetHash has) {
        if (!had.equals(has)) {
            room.sessions().touch(session).userChanged(number, had);
        }
    }

    private void inbound(Resources resources, String id) {
        Optional<String> place = room.catalog().placeOf(id);
        NodeSet before = place.map(room.catalog()::node).orElse(NodeSet.EMPTY);
        Optional<String> node = room.catalog().inbound(resources, id);
        if (node.isEmpty()) {
            return;
        }
        if (place.isEmpty()) {
            before = room.catalog().node(node.get()).with(id, null);
        }
        NodeSet had = before;
        NodeSet now = room.catalog().node(node.get());
        room.sessions().of(node.get()).ifPresent(s -> inboundChanged(s, id, had, now));
        if (room.catalog().placeOf(id).isEmpty()) {
            room.reports().write(new Change.Delete(ObservedInbound.row(id)));
        }
    }

    /** The inbound itself, and the users of access groups that reach the node now or no longer. */
    private void inboundChanged(Session session, String id, NodeSet before, NodeSet now) {
        room.sessions().touch(session).inboundChanged(id, before.hash(id));
        for (Map.Entry<Access, Catalog.Group> group : room.catalog().groups().entrySet()) {
            boolean had = group.getKey().reaches(before);
            if (had != group.getKey().reaches(now)) {
                usersChanged(session, group.getValue(), had);
            }
        }
    }

    private void usersChanged(Session session, Catalog.Group group, boolean had) {
        for (long number : group.users) {
            Account account = room.catalog().accounts().get(number);
            if (account != null) {
                room.sessions()
                        .touch(session)
                        .userChanged(number, had ? account.hash() : SetHash.EMPTY);
            }
        }
    }

    private void node(String id) {
        if (room.member(id).isPresent()) {
            return;
        }
        Optional<Session> session = room.sessions().of(id);
        session.ifPresent(
                s ->
                        room.confirmations()
                                .then(
                                        s.key("removed"),
                                        () ->
                                                s.refuse(
                                                        "removed",
                                                        "This node was removed from the cluster.",
                                                        true,
                                                        masters)));
        room.heartbeats().forget(id);
        room.ports().telemetry().gone(id);
        if (room.resources().get(Type.NODE, id).isEmpty()) {
            room.ledger().forgetNode(id);
            room.reports().write(new Change.Delete(ObservedNode.row(id)));
        }
    }

    private void listMasters() {
        Masters now =
                MasterList.of(
                        room.resources(),
                        Optional.of(room.reign().self()),
                        room.reign().epoch().term());
        if (!MasterList.same(now, masters)) {
            masters = MasterList.signed(now, room.ports().signer());
            room.sessions()
                    .open()
                    .forEach(s -> s.send(FromMaster.newBuilder().setMasters(masters)));
        }
    }
}
