package dev.covey.master.command.vpn;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.master.command.Seals;
import dev.covey.model.Check;
import dev.covey.model.Endpoint;
import dev.covey.model.InboundSpec;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.pki.keys.RealityKeys;
import dev.covey.runtime.resource.Draft;
import java.util.List;

/**
 * Makes an inbound on a worker.
 *
 * @param node id or name
 */
public record CreateInbound(String node, InboundInput input, RealityKeys reality, Seals seals)
        implements Command {

    @Override
    public Kind kind() {
        return Kind.INBOUND;
    }

    @Override
    public String verb() {
        return "create";
    }

    @Override
    public Drafted draft(Moment moment) {
        Check.that(input.name().isPresent(), "name", "a name", "missing");
        Check.that(input.masquerade().isPresent(), "masquerade", "HOST or HOST:PORT", "missing");
        Endpoint.parse("masquerade", input.masquerade().orElseThrow(), 443);
        Expect.unlocked(moment.resources());
        Resource<NodeSpec, NodeStatus> on = moment.resources().find(Type.NODE, node);
        if (!on.spec().worker()) {
            throw Expect.conflict(
                    "not_a_worker",
                    "Expected node '%s' to be a worker, but it carries no traffic. Choose a worker."
                            .formatted(on.name()));
        }
        PortPlan ports = new PortPlan(moment.resources(), on, "");
        int port = input.port().map(ports::free).orElseGet(ports::next);
        Meta meta = moment.fresh(input.name().orElseThrow());
        Key key = new Key(Kind.INBOUND, meta.id());
        Draft draft = moment.draft();
        draft.expect(on.key().specRow(), on.revision());
        draft.expectUnchanged(Key.specPrefix(Kind.INBOUND));
        InboundSpec spec = spec(moment, on.id(), key, port);
        References.route(draft, moment.resources(), spec.route());
        draft.create(input.labels().of(meta), spec);
        return Drafted.of(draft, key, "name " + meta.name() + ", node " + on.name());
    }

    private InboundSpec spec(Moment moment, String nodeId, Key key, int port) {
        return new InboundSpec(
                nodeId,
                input.routeId(moment.resources()).orElse(""),
                InboundSpec.Protocol.VLESS_REALITY,
                port,
                input.masquerade().orElseThrow(),
                input.blockTorrents().orElse(false),
                seals.seal(key.specRow(), reality.privateKey()),
                reality.publicKey(),
                List.of(RealityKeys.shortId(moment.ids()::secret)));
    }
}
