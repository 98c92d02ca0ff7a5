package dev.covey.dist.command;

import dev.covey.cli.client.Client;
import dev.covey.cli.command.LinkOptions;
import dev.covey.dist.birth.NodePlan;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.dist.preflight.OwnAddress;
import dev.covey.dist.preflight.Preflight;
import dev.covey.model.Link;
import dev.covey.model.Ports;
import dev.covey.model.json.Json;
import dev.covey.runtime.time.Clock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What this machine is to be: the options that up, create, join and server share. */
final class NodeOptions {

    @Option(names = "--listen", paramLabel = "ADDRESS", description = "Default: all addresses.")
    @Nullable String listen;

    @Option(
            names = "--port-base",
            paramLabel = "P",
            description = "Ports P+3 (console), P+4, P+5, P+6; default: 8440.")
    @Nullable Integer portBase;

    @Option(
            names = "--public-address",
            paramLabel = "HOST",
            description = "What users and other nodes dial; default: that of the default route.")
    @Nullable String publicAddress;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "Certificate of the console.")
    @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key.")
    @Nullable Path certificateKey;

    @Option(names = "--zone", description = "Failure domain: rack, data centre, provider.")
    @Nullable String zone;

    @Option(names = "--node-name", paramLabel = "NAME", description = "Default: the host name.")
    @Nullable String nodeName;

    private final LinkOptions links = new LinkOptions();

    /** Gives the command that these options are mixed into one option for each link. */
    @Spec(Spec.Target.MIXEE)
    void addTo(CommandSpec command) {
        links.addTo(command);
    }

    /** Turns the options into a plan; what is missing is found out from the machine. */
    NodePlan plan() {
        List<Link> all = links.links();
        if (all.isEmpty()) {
            all.add(new Link(0, OwnAddress.find(), 0));
        }
        return new NodePlan(
                or(nodeName, hostName()),
                or(zone, ""),
                all,
                or(publicAddress, all.getFirst().address()),
                Ports.at(or(portBase, Ports.DEFAULT_BASE)),
                or(listen, "0.0.0.0"),
                Optional.ofNullable(certificate),
                Optional.ofNullable(certificateKey));
    }

    private static <T> T or(@Nullable T asked, T there) {
        return asked == null ? there : asked;
    }

    /**
     * Gives a node that is there already what the options ask for; true if it has to start anew to
     * heed that. What a node cannot change, or not from here, is refused with the remedy. What the
     * cluster has to know as well is for {@link #tell}.
     */
    boolean change(DataDirectory directory) {
        NodeFile node = Nodes.need(directory);
        boolean other = certificate != null || certificateKey != null;
        NodeFile known =
                node.with(
                        or(nodeName, node.name()),
                        or(zone, node.zone()),
                        or(publicAddress, node.publicAddress()));
        NodeFile wanted =
                known.with(
                        or(listen, node.listen()),
                        other ? absolute(certificate) : node.certificate(),
                        other ? absolute(certificateKey) : node.certificateKey());
        NodePlan.check(refusals(node));
        if (wanted.equals(node)) {
            return false;
        }
        NodePlan.check(faults(node, wanted));
        directory.write(wanted);
        return !wanted.equals(node.with(wanted.name(), wanted.zone(), node.publicAddress()));
    }

    private List<String> refusals(NodeFile node) {
        List<String> refusals = new ArrayList<>();
        Ports ports = node.ports();
        if (portBase != null && !Ports.at(portBase).equals(ports)) {
            refusals.add(
                    "Expected --port-base %d, with which this node was made, but it is %d. Leave it out: other nodes dial its ports. Another node, with another --data-dir, may have other ports."
                            .formatted(ports.https() - Ports.at(1).https() + 1, portBase));
        }
        for (Link link : links.links()) {
            if (!node.links().contains(link)) {
                refusals.add(
                        "Expected --link%1$d to be as this node was made, but it is %2$s. Leave it out: other nodes dial its links. To change them, run 'covey node readdress' on a master."
                                .formatted(link.number(), link.address()));
            }
        }
        if (!node.master()) {
            refuseOnWorker(refusals, "--node-name", nodeName, node.name(), "rename %s %s");
            refuseOnWorker(refusals, "--zone", zone, node.zone(), "update %s --zone %s");
            refuseOnWorker(
                    refusals,
                    "--public-address",
                    publicAddress,
                    node.publicAddress(),
                    "update %s --public-address %s");
        }
        return refusals;
    }

    /** Only a master may tell the cluster. */
    private void refuseOnWorker(
            List<String> refusals,
            String option,
            @Nullable String asked,
            String there,
            String remedy) {
        if (asked != null && !asked.equals(there)) {
            refusals.add(
                    "Expected %s '%s', but this worker joined with '%s'. Run 'covey node %s' on a master instead."
                            .formatted(option, asked, there, remedy.formatted("NODE", asked)));
        }
    }

    private static List<String> faults(NodeFile node, NodeFile wanted) {
        List<String> faults = new ArrayList<>();
        if (!wanted.listen().equals(node.listen()) && !Preflight.free(wanted.listen(), 0)) {
            faults.add(
                    "Expected --listen %s to be an address of this machine, but no interface has it. Give one of its addresses, or 0.0.0.0 for all."
                            .formatted(wanted.listen()));
        }
        // What it shows already may have run out: that is no reason to refuse something else.
        if (!wanted.certificate().equals(node.certificate())
                || !wanted.certificateKey().equals(node.certificateKey())
                || !wanted.publicAddress().equals(node.publicAddress())) {
            faults.addAll(
                    NodePlan.certificateFaults(
                            wanted.certificate().map(Path::of),
                            wanted.certificateKey().map(Path::of),
                            wanted.publicAddress(),
                            Clock.system().instant()));
        }
        return faults;
    }

    /** Tells the cluster what the options say about this master that it does not know yet. */
    void tell(Client client, NodeFile node) {
        ObjectNode asked = Json.object();
        Stream.of(
                        Map.entry("name", Optional.ofNullable(nodeName)),
                        Map.entry("zone", Optional.ofNullable(zone)),
                        Map.entry("publicAddress", Optional.ofNullable(publicAddress)))
                .forEach(field -> field.getValue().ifPresent(v -> asked.put(field.getKey(), v)));
        if (asked.isEmpty()) {
            return;
        }
        String path = "/v1/clusters/self/nodes/" + node.nodeId();
        JsonNode there = client.get(path).json();
        asked.properties().removeIf(field -> field.getValue().equals(there.get(field.getKey())));
        if (!asked.isEmpty()) {
            client.patch(path, asked);
        }
    }

    private static Optional<String> absolute(@Nullable Path file) {
        return Optional.ofNullable(file).map(f -> f.toAbsolutePath().toString());
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            int dot = name.indexOf('.');
            return dot > 0 ? name.substring(0, dot) : name;
        } catch (UnknownHostException e) {
            return "node";
        }
    }
}
