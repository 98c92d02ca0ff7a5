package dev.covey.master.api;

import dev.covey.master.api.auth.Authenticator;
import dev.covey.master.api.auth.Throttle;
import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Door;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.door.Forwarder;
import dev.covey.master.api.forward.Mirror;
import dev.covey.master.api.helidon.HttpServer;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.live.Streams;
import dev.covey.master.api.openapi.Document;
import dev.covey.master.api.read.Reader;
import dev.covey.master.api.resource.AccountEndpoints;
import dev.covey.master.api.resource.ClusterEndpoints;
import dev.covey.master.api.resource.Connecting;
import dev.covey.master.api.resource.Desk;
import dev.covey.master.api.resource.Enrolment;
import dev.covey.master.api.resource.InboundEndpoints;
import dev.covey.master.api.resource.Invitations;
import dev.covey.master.api.resource.JoinEndpoint;
import dev.covey.master.api.resource.JoinStringEndpoints;
import dev.covey.master.api.resource.LeaveEndpoint;
import dev.covey.master.api.resource.Lists;
import dev.covey.master.api.resource.Logins;
import dev.covey.master.api.resource.MasterEndpoints;
import dev.covey.master.api.resource.NodeEndpoints;
import dev.covey.master.api.resource.OperationEndpoints;
import dev.covey.master.api.resource.OverviewEndpoints;
import dev.covey.master.api.resource.RouteEndpoints;
import dev.covey.master.api.resource.SessionEndpoints;
import dev.covey.master.api.resource.SubscriptionEndpoint;
import dev.covey.master.api.resource.Transfer;
import dev.covey.master.api.resource.UserEndpoints;
import dev.covey.master.api.shape.Live;
import dev.covey.master.api.system.Gauges;
import dev.covey.master.api.system.SystemEndpoints;
import dev.covey.master.api.web.Console;
import dev.covey.master.command.Commands;
import dev.covey.master.subscription.Subscriptions;
import dev.covey.master.subscription.choice.Boards;
import dev.covey.model.json.Json;
import dev.covey.pki.token.Tokens;
import dev.covey.runtime.resource.Decoded;
import dev.covey.runtime.task.Tasks;
import java.util.ArrayList;
import java.util.List;

/** The API of one master: everything on its HTTPS port. Safe from any thread. */
public final class MasterApi implements AutoCloseable {

    private final HttpServer server;
    private final Tasks.Cancel mirror;

    private MasterApi(HttpServer server, Tasks.Cancel mirror) {
        this.server = server;
        this.mirror = mirror;
    }

    /** Starts to serve; an address that is taken is a failure. */
    public static MasterApi start(ApiPorts ports, HttpServer.Listen listen) {
        Building building = new Building(ports);
        Gauges gauges = building.gauges;
        Door door = building.door();
        HttpServer server =
                HttpServer.start(
                        listen,
                        request -> {
                            Response response = door.apply(request);
                            gauges.answered(response.status());
                            return response;
                        },
                        ports.machine().clock(),
                        ports.machine().tasks());
        return new MasterApi(server, building.mirror().start(ports.machine().tasks()));
    }

    /** All endpoints, such as the API's document names them. */
    public static List<Endpoint> endpoints(ApiPorts ports) {
        return new Building(ports).endpoints();
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        mirror.cancel();
        server.close();
    }

    /** Puts the parts together. */
    private static final class Building {
        private final ApiPorts ports;
        private final Reader reader;
        private final Live live;
        private final Desk desk;
        private final Lists lists;
        private final Authenticator authenticator;
        private final Gauges gauges;
        private final Invitations invitations;
        private final Forwarder forwarder;

        Building(ApiPorts ports) {
            this.ports = ports;
            ApiPorts.Machine machine = ports.machine();
            ApiPorts.State state = ports.state();
            Decoded decoded = state.decoded();
            this.reader = new Reader(state.store(), decoded, machine.clock());
            this.live = new Live(state.telemetry(), state.quorum(), state.store().leadership());
            Commands commands = new Commands(state.store(), machine.time(), machine.ids(), decoded);
            this.desk = new Desk(reader, live, commands);
            this.authenticator = new Authenticator(machine.time(), ports.trust().root());
            this.lists =
                    new Lists(
                            desk,
                            new Streams(state.store(), reader, live, machine.clock()),
                            authenticator);
            this.gauges = new Gauges(reader, live);
            this.forwarder = ports.outside().forwarder().apply(reader);
            this.invitations =
                    new Invitations(
                            ports.trust().authorities(), ports.trust().serverPin(), ports.self());
        }

        Mirror mirror() {
            return new Mirror(
                    forwarder, live.leadership(), live.telemetry(), ports.machine().ids());
        }

        Door door() {
            Door.Elsewhere elsewhere =
                    new Door.Elsewhere(live.leadership(), forwarder, new Console("/console/"));
            return new Door(endpoints(), authenticator, reader, elsewhere, ports.machine().ids());
        }

        List<Endpoint> endpoints() {
            List<Endpoint> all = new ArrayList<>();
            all.addAll(new ClusterEndpoints(desk, lists).endpoints());
            all.addAll(fleet());
            all.addAll(vpn());
            all.addAll(accounts());
            all.addAll(
                    new SystemEndpoints(
                                    reader,
                                    live,
                                    gauges,
                                    ports.outside().packages(),
                                    () -> invitations.here(reader.local()))
                            .endpoints());
            all.add(document(all));
            return List.copyOf(all);
        }

        private List<Endpoint> fleet() {
            ApiPorts.Machine machine = ports.machine();
            ApiPorts.Outside outside = ports.outside();
            Enrolment enrolment =
                    new Enrolment(
                            ports.trust().keys(),
                            ports.trust().authorities(),
                            ports.trust().masters(),
                            machine.time(),
                            machine.ids());
            Transfer transfer = new Transfer(desk, live.quorum());
            List<Endpoint> all = new ArrayList<>();
            all.addAll(
                    new NodeEndpoints(
                                    desk,
                                    lists,
                                    new Connecting(desk, outside.provisioner(), machine.ids()),
                                    transfer)
                            .endpoints());
            all.addAll(new LeaveEndpoint(desk, transfer).endpoints());
            all.addAll(new MasterEndpoints(desk, ports.machine().time()).endpoints());
            all.addAll(new JoinStringEndpoints(desk, lists, invitations).endpoints());
            all.addAll(
                    new JoinEndpoint(desk, enrolment, machine.time(), machine.ids()).endpoints());
            all.addAll(new OperationEndpoints(desk, lists, outside.provisioner()).endpoints());
            all.addAll(new OverviewEndpoints(desk).endpoints());
            return all;
        }

        private List<Endpoint> vpn() {
            ApiPorts.Trust trust = ports.trust();
            ApiPorts.Machine machine = ports.machine();
            Subscriptions subscriptions =
                    new Subscriptions(
                            ports.state().store()::view,
                            trust.seals()::open,
                            machine.time(),
                            new Boards(live.telemetry(), machine.clock(), ports.self()));
            List<Endpoint> all = new ArrayList<>();
            all.addAll(
                    new InboundEndpoints(
                                    desk,
                                    lists,
                                    trust.seals(),
                                    ports.machine().ids(),
                                    ports.outside().probe())
                            .endpoints());
            all.addAll(new RouteEndpoints(desk, lists).endpoints());
            all.addAll(new UserEndpoints(desk, lists, trust.seals(), subscriptions).endpoints());
            all.addAll(new SubscriptionEndpoint(subscriptions).endpoints());
            return all;
        }

        private List<Endpoint> accounts() {
            ApiPorts.Machine machine = ports.machine();
            Logins logins =
                    new Logins(
                            reader,
                            ports.trust().passwords(),
                            new Throttle(machine.clock()),
                            ports.outside().loggedIn());
            List<Endpoint> all = new ArrayList<>();
            all.addAll(
                    new SessionEndpoints(desk, logins, new Tokens(machine.ids()::secret))
                            .endpoints());
            all.addAll(new AccountEndpoints(desk, lists, logins, machine.ids()).endpoints());
            return all;
        }

        private static Endpoint document(List<Endpoint> others) {
            List<Endpoint> all = new ArrayList<>(others);
            byte[][] written = new byte[1][];
            Endpoint self =
                    Endpoint.reads(
                            "/v1/openapi.json",
                            Access.PUBLIC,
                            Doc.reads("system", "This document.", "application/json"),
                            call -> Response.of(200, "application/json", written[0]));
            all.add(self);
            written[0] = Json.bytes(Document.of(all));
            return self;
        }
    }
}
