package dev.covey.master.dispatch;

import dev.covey.model.InboundSpec;
import dev.covey.model.InboundStatus;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.model.json.Words;
import dev.covey.runtime.resource.Resources;
import dev.covey.wire.SetHash;
import dev.covey.wire.v1.InboundItem;
import dev.covey.wire.v1.Item;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which users and inbounds there are, arranged for agents. For one thread. */
final class Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

    /** The users of one access group that are allowed, and the hash of all their items. */
    static final class Group {
        final TreeSet<Long> users = new TreeSet<>();
        SetHash hash = SetHash.EMPTY;
    }

    private final Opener opener;
    private final NavigableMap<Long, Account> accounts = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<Access, Group> groups = new HashMap<>();
    private final Map<String, NodeSet> nodes = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();

    Catalog(Opener opener) {
        this.opener = opener;
    }

    /** Takes in all inbounds. */
    void loadInbounds(Resources resources) {
        resources.list(Type.INBOUND).forEach(i -> replaceInbound(i.id(), i));
    }

    /** Forgets everything. */
    void clear() {
        accounts.clear();
        numbers.clear();
        groups.clear();
        nodes.clear();
        places.clear();
    }

    /** The allowed and other users by number. */
    NavigableMap<Long, Account> accounts() {
        return accounts;
    }

    /** The allowed users by access group. */
    Map<Access, Group> groups() {
        return groups;
    }

    /** The inbounds of a node. */
    NodeSet node(String id) {
        return nodes.getOrDefault(id, NodeSet.EMPTY);
    }

    /** The node that an inbound is on. */
    Optional<String> placeOf(String inbound) {
        return Optional.ofNullable(places.get(inbound));
    }

    /** The user with a number. */
    Optional<Account> account(long number) {
        return Optional.ofNullable(accounts.get(number));
    }

    /** The hash of all that a node should have. */
    SetHash hash(String node) {
        NodeSet set = node(node);
        SetHash hash = SetHash.EMPTY;
        for (NodeSet.Inbound inbound : set.inbounds().values()) {
            hash = hash.xor(inbound.hash());
        }
        for (Map.Entry<Access, Group> group : groups.entrySet()) {
            if (group.getKey().reaches(set)) {
                hash = hash.xor(group.getValue().hash);
            }
        }
        return hash;
    }

    /**
     * Reads a user anew.
     *
     * @return what was known before and what is known now; either may be absent
     */
    Changed<Account> user(Resources resources, String id) {
        Account before = known(id);
        Account now = resources.get(Type.USER, id).map(u -> account(u, before)).orElse(null);
        replace(id, now);
        return new Changed<>(before, now);
    }

    /** Something before and after a change. */
    record Changed<T>(@Nullable T before, @Nullable T now) {}

    private @Nullable Account known(String id) {
        Long number = numbers.get(id);
        return number == null ? null : accounts.get(number);
    }

    private void replace(String id, @Nullable Account now) {
        Account before = known(id);
        if (before != null) {
            count(before);
            accounts.remove(before.number());
            numbers.remove(id);
        }
        if (now != null) {
            accounts.put(now.number(), now);
            numbers.put(id, now.number());
            count(now);
        }
    }

    /** Adds an allowed account to its group, or takes it away: with hashes it is the same. */
    private void count(Account account) {
        if (!account.allowed()) {
            return;
        }
        Group group = groups.computeIfAbsent(account.access(), a -> new Group());
        group.hash = group.hash.xor(account.hash());
        if (!group.users.add(account.number())) {
            group.users.remove(account.number());
        }
        if (group.users.isEmpty()) {
            groups.remove(account.access());
        }
    }

    private Account account(Resource<UserSpec, UserStatus> user, @Nullable Account before) {
        UserSpec spec = user.spec();
        boolean allowed =
                spec.enabled()
                        && user.status()
                                .filter(s -> s.state() == UserStatus.State.ACTIVE)
                                .isPresent();
        if (before != null && before.specRevision() == user.revision()) {
            return before.allowed(allowed && before.isWhole());
        }
        Access access = new Access(spec.routes());
        long expires = spec.expiresAt().map(Instant::toEpochMilli).orElse(0L);
        String credential = credential(user);
        return new Account(
                user.id(),
                user.revision(),
                spec.number(),
                access,
                credential,
                expires,
                allowed && !credential.isEmpty(),
                limit(spec),
                SetHash.of(Account.item(spec.number(), access, credential, expires)));
    }

    /** Nothing if it cannot be opened: no node is told of the user, but what it used counts. */
    private String credential(Resource<UserSpec, UserStatus> user) {
        try {
            return opener.open(user.key().specRow(), user.spec().credential());
        } catch (ProblemException e) {
            LOG.error("user {} is left out: {}", user.id(), e.problem().message());
            return "";
        }
    }

    private static long limit(UserSpec spec) {
        long room = Long.MAX_VALUE - spec.usedOffsetBytes();
        return spec.dataLimitBytes() == 0
                ? 0
                : spec.usedOffsetBytes() + Math.min(room, spec.dataLimitBytes());
    }

    /** Reads an inbound anew: the node it was on and the one it is on, which never differ. */
    Optional<String> inbound(Resources resources, String id) {
        Optional<String> before = placeOf(id);
        Optional<Resource<InboundSpec, InboundStatus>> now = resources.get(Type.INBOUND, id);
        replaceInbound(id, now.orElse(null));
        return before.or(() -> placeOf(id));
    }

    private void replaceInbound(
            String id, @Nullable Resource<InboundSpec, InboundStatus> resource) {
        String before = places.remove(id);
        if (before != null) {
            nodes.put(before, node(before).with(id, null));
        }
        if (resource == null) {
            return;
        }
        String node = resource.spec().node();
        Optional<Item> item = item(resource);
        if (item.isPresent()) {
            nodes.put(node, node(node).with(id, new NodeSet.Inbound(item.get())));
            places.put(id, node);
        }
    }

    private Optional<Item> item(Resource<InboundSpec, InboundStatus> inbound) {
        InboundSpec spec = inbound.spec();
        try {
            String key = opener.open(inbound.key().specRow(), spec.privateKey());
            InboundItem item =
                    InboundItem.newBuilder()
                            .setId(inbound.id())
                            .setGeneration(inbound.meta().generation())
                            .setProtocol(Words.of(spec.protocol()))
                            .setPort(spec.port())
                            .setMasqueradeHost(spec.site().host())
                            .setMasqueradePort(spec.site().port())
                            .setBlockTorrents(spec.blockTorrents())
                            .setPrivateKey(key)
                            .addAllShortIds(spec.shortIds())
                            .setRoute(spec.route())
                            .build();
            String name = new Key(Kind.INBOUND, inbound.id()).toString();
            return Optional.of(Item.newBuilder().setKey(name).setInbound(item).build());
        } catch (ProblemException e) {
            LOG.error("inbound {} is left out: {}", inbound.id(), e.problem().message());
            return Optional.empty();
        }
    }
}
