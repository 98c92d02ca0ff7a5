package dev.covey.simulation.client;

import dev.covey.master.command.Command;
import dev.covey.master.command.Labels;
import dev.covey.master.command.Seals;
import dev.covey.master.command.fleet.ChangeNode;
import dev.covey.master.command.fleet.DeleteNode;
import dev.covey.master.command.fleet.JoinNode;
import dev.covey.master.command.fleet.Joiner;
import dev.covey.master.command.fleet.NodeInput;
import dev.covey.master.command.vpn.ChangeInbound;
import dev.covey.master.command.vpn.ChangeUser;
import dev.covey.master.command.vpn.CreateInbound;
import dev.covey.master.command.vpn.CreateRoute;
import dev.covey.master.command.vpn.CreateUser;
import dev.covey.master.command.vpn.DeleteInbound;
import dev.covey.master.command.vpn.DeleteRoute;
import dev.covey.master.command.vpn.DeleteUser;
import dev.covey.master.command.vpn.InboundInput;
import dev.covey.master.command.vpn.ResetUsage;
import dev.covey.master.command.vpn.UserInput;
import dev.covey.master.command.work.CancelOperation;
import dev.covey.master.command.work.RetryOperation;
import dev.covey.master.command.work.StartOperation;
import dev.covey.model.JoinStringSpec;
import dev.covey.model.Link;
import dev.covey.model.NodeSpec;
import dev.covey.model.Ports;
import dev.covey.model.Role;
import dev.covey.model.RouteSpec;
import dev.covey.model.Sealed;
import dev.covey.pki.join.JoinAttempt;
import dev.covey.pki.join.JoinSecret;
import dev.covey.pki.keys.RealityKeys;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Seed;
import dev.covey.simulation.time.NodeClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Makes commands of words, such as {@code user create anna limit 1000}. For one thread. */
public final class Orders {

    private static final Seals SEALS =
            new Seals() {
                @Override
                public Sealed seal(String row, String secret) {
                    return Seed.sealed(secret);
                }

                @Override
                public String open(String row, Sealed sealed) {
                    return Seed.open(sealed);
                }
            };

    private static final String JOIN_STRING = "everybody";
    private static final Duration VALID = Duration.ofDays(10);

    private final Ids ids;
    private final JoinSecret secret;
    private boolean allowed;

    /** Takes chance from a source, for keys and the secret of joiners. */
    public Orders(Ids ids) {
        this.ids = ids;
        this.secret = JoinSecret.make(ids::secret);
    }

    /** Writes the join string with which machines come in. */
    public void allowJoining(Seed seed) {
        if (allowed) {
            return;
        }
        allowed = true;
        seed.create(
                JOIN_STRING,
                new JoinStringSpec(
                        Set.of(Role.WORKER, Role.MASTER),
                        secret.hash(),
                        NodeClock.BEGINNING.plus(VALID),
                        1000,
                        ""));
    }

    /** The command that the words ask for. */
    public Command of(Words words) {
        String name = words.at(2);
        return switch (words.at(0) + " " + words.at(1)) {
            case "user create" -> new CreateUser(user(words, Optional.of(name)), SEALS);
            case "user update" ->
                    new ChangeUser(name, OptionalLong.empty(), user(words, Optional.empty()));
            case "user delete" -> new DeleteUser(name, OptionalLong.empty());
            case "user reset" -> new ResetUsage(name);
            case "route create" -> new CreateRoute(name, RouteSpec.Algorithm.LEAST_LOADED);
            case "route delete" -> new DeleteRoute(name, OptionalLong.empty());
            case "inbound create" ->
                    new CreateInbound(
                            words.after("on").orElseThrow(),
                            inbound(words, Optional.of(name), Optional.of("www.example.com")),
                            RealityKeys.make(ids::secret),
                            SEALS);
            case "inbound update" ->
                    new ChangeInbound(
                            name,
                            OptionalLong.empty(),
                            inbound(words, Optional.empty(), Optional.empty()));
            case "inbound delete" -> new DeleteInbound(name, OptionalLong.empty());
            case "node join" -> join(name, words.has("master") ? Role.MASTER : Role.WORKER);
            case "node drain" -> availability(name, NodeSpec.Availability.DRAINED);
            case "node resume" -> availability(name, NodeSpec.Availability.ACTIVE);
            case "node remove" -> new DeleteNode(name, OptionalLong.empty());
            case "operation start" ->
                    new StartOperation(
                            name, words.after("type").orElse("chore"), words.line(), Map.of());
            case "operation retry" -> new RetryOperation(name);
            case "operation cancel" -> new CancelOperation(name);
            default -> throw new IllegalArgumentException("no such order: " + words.line());
        };
    }

    private static Command availability(String node, NodeSpec.Availability availability) {
        return new ChangeNode(node, OptionalLong.empty(), NodeInput.of(availability));
    }

    private Command join(String name, Role role) {
        Set<Role> roles = Set.of(role);
        return new JoinNode(
                JOIN_STRING,
                new JoinAttempt(secret, InetAddress.getLoopbackAddress(), roles),
                new Joiner(
                        name,
                        name,
                        roles,
                        "",
                        List.of(new Link(0, name + ".example", 0)),
                        name + ".example",
                        Ports.at(Ports.DEFAULT_BASE),
                        Seed.pin(name)));
    }

    private static UserInput user(Words words, Optional<String> name) {
        return new UserInput(
                name,
                words.after("enabled").map(Boolean::parseBoolean),
                words.after("limit").map(Long::parseLong),
                words.after("expires").map(Words::duration).map(NodeClock.BEGINNING::plus),
                words.has("for-ever"),
                words.after("route").map(List::of),
                Optional.empty(),
                Labels.UNCHANGED);
    }

    private static InboundInput inbound(
            Words words, Optional<String> name, Optional<String> masquerade) {
        return new InboundInput(
                name,
                words.after("port").map(Integer::parseInt),
                masquerade,
                words.has("routeless") ? Optional.of("") : words.after("route"),
                Optional.empty(),
                Labels.UNCHANGED);
    }
}
