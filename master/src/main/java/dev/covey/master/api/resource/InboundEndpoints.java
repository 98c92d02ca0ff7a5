package dev.covey.master.api.resource;

import static dev.covey.master.api.door.Endpoint.SELF;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Fields;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.read.Reading;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Seals;
import dev.covey.master.command.vpn.ChangeInbound;
import dev.covey.master.command.vpn.CreateInbound;
import dev.covey.master.command.vpn.DeleteInbound;
import dev.covey.master.command.vpn.InboundInput;
import dev.covey.model.Kind;
import dev.covey.model.Type;
import dev.covey.pki.keys.RealityKeys;
import dev.covey.runtime.ids.Ids;
import java.util.List;
import java.util.Optional;

/** Inbounds: entry points into the VPN. */
public final class InboundEndpoints {

    private static final String TAG = "inbounds";
    private static final String ALL = SELF + "/inbounds";
    private static final String ONE = ALL + "/{inbound}";

    private final Desk desk;
    private final Lists lists;
    private final Seals seals;
    private final Ids ids;
    private final SiteProbe probe;

    /** Inbounds whose masquerade sites are looked at with this probe when they are set. */
    public InboundEndpoints(Desk desk, Lists lists, Seals seals, Ids ids, SiteProbe probe) {
        this.desk = desk;
        this.lists = lists;
        this.seals = seals;
        this.ids = ids;
        this.probe = probe;
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.live(
                        ALL,
                        Access.VIEWER,
                        Doc.reads(TAG, "Lists inbounds, by name.", "InboundList"),
                        call -> lists.of(call, Kind.INBOUND)),
                Endpoint.writes(
                        Method.POST,
                        ALL,
                        Access.ADMIN,
                        Doc.makes(TAG, "Makes an inbound on a worker.", "NewInbound", "Inbound"),
                        this::create),
                Endpoint.live(
                        ONE, Access.VIEWER, Doc.reads(TAG, "One inbound.", "Inbound"), this::get),
                Endpoint.writes(
                        Method.PATCH,
                        ONE,
                        Access.ADMIN,
                        Doc.takes(TAG, "Changes an inbound.", "InboundInput", "Inbound"),
                        this::change),
                Endpoint.writes(
                        Method.DELETE,
                        ONE,
                        Access.ADMIN,
                        Doc.does(TAG, "Deletes an inbound."),
                        this::delete));
    }

    private Response get(Call call) {
        Reading reading = desk.reading(call);
        return desk.show(reading, reading.resources().find(Type.INBOUND, call.variable("inbound")));
    }

    private Response create(Call call) {
        Fields fields = new Fields(call.request().json());
        String node = fields.text("node");
        InboundInput input = VpnInput.inbound(fields);
        fields.end();
        checkSite(call, input.masquerade());
        return desk.make(
                call, new CreateInbound(node, input, RealityKeys.make(ids::secret), seals));
    }

    private Response change(Call call) {
        Fields fields = new Fields(call.request().json());
        InboundInput input = VpnInput.inbound(fields);
        fields.end();
        checkSite(call, input.masquerade());
        return desk.change(
                call, new ChangeInbound(call.variable("inbound"), call.ifMatch(), input));
    }

    private Response delete(Call call) {
        String inbound = call.variable("inbound");
        if (!call.request().target().flag("plan")) {
            return desk.finish(call, new DeleteInbound(inbound, call.ifMatch()));
        }
        Reading reading = desk.reading(call);
        return reading.mark(
                Response.json(
                        new Plans(reading.resources(), desk.live())
                                .inbound(reading.resources().find(Type.INBOUND, inbound))));
    }

    /** An inbound can only wear the face of a site that it reaches and that speaks TLS 1.3. */
    private void checkSite(Call call, Optional<String> masquerade) {
        if (masquerade.isEmpty() || call.request().target().flag("force")) {
            return;
        }
        String site = masquerade.get();
        SiteProbe.Finding finding =
                probe.look(dev.covey.model.Endpoint.parse("masquerade", site, 443));
        switch (finding) {
            case GOOD -> {}
            case NO_TLS_1_3 ->
                    throw Expect.conflict(
                            "masquerade_no_tls13",
                            "Expected site '%s' to speak TLS 1.3, but it does not.".formatted(site)
                                    + " Choose another site, or use force.");
            case UNREACHABLE ->
                    throw Expect.conflict(
                            "masquerade_unreachable",
                            "Expected site '%s' to answer this master, but it does not."
                                            .formatted(site)
                                    + " Choose another site, or use force.");
        }
    }
}
