package dev.covey.dist.command;

import dev.covey.dist.birth.NodePlan;
import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.dist.preflight.OwnAddress;
import dev.covey.model.Check;
import dev.covey.model.Link;
import dev.covey.model.Ports;
import dev.covey.runtime.time.Clock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What this machine is to be: the options that up, create, join and server share. */
final class NodeOptions {

    private static final Pattern LINK = Pattern.compile("([^,]+)(?:,priority=([0-9]{1,3}))?");

    @Option(names = "--listen", paramLabel = "ADDRESS", description = "Default: all addresses.")
    String listen = "0.0.0.0";

    @Option(
            names = "--port-base",
            paramLabel = "P",
            description = "Ports P+3 (console), P+4, P+5, P+6; default: 8440.")
    int portBase = Ports.DEFAULT_BASE;

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
    String zone = "";

    @Option(names = "--node-name", paramLabel = "NAME", description = "Default: the host name.")
    @Nullable String nodeName;

    private final Map<Integer, String> links = new TreeMap<>();

    /** Gives the command that these options are mixed into one option for each link. */
    @Spec(Spec.Target.MIXEE)
    void addTo(CommandSpec command) {
        for (int number = 0; number <= Link.LAST; number++) {
            command.addOption(
                    OptionSpec.builder("--link" + number)
                            .type(String.class)
                            .paramLabel("ADDR[,priority=N]")
                            .description(
                                    number == 0
                                            ? "Address of this node for other nodes."
                                            : "Further address; the highest priority wins.")
                            .hidden(number > 1)
                            .setter(into(number))
                            .build());
        }
    }

    private ISetter into(int number) {
        return new ISetter() {
            @Override
            public <T> T set(T text) {
                if (text != null) { // null is the default
                    links.put(number, (String) text);
                }
                return text;
            }
        };
    }

    /** Turns the options into a plan; what is missing is found out from the machine. */
    NodePlan plan() {
        String own = OwnAddress.find();
        List<Link> all = new ArrayList<>();
        links.forEach((number, text) -> all.add(link(number, text)));
        if (all.isEmpty()) {
            all.add(new Link(0, own, 0));
        }
        return new NodePlan(
                nodeName == null ? hostName() : nodeName,
                zone,
                all,
                publicAddress == null ? all.getFirst().address() : publicAddress,
                Ports.at(portBase),
                listen,
                Optional.ofNullable(certificate),
                Optional.ofNullable(certificateKey));
    }

    /** Gives a node that is there already the certificate of the options; true if it is another. */
    boolean changeCertificate(DataDirectory directory) {
        NodeFile node = Nodes.need(directory);
        if (certificate == null && certificateKey == null) {
            return false;
        }
        NodePlan.check(
                NodePlan.certificateFaults(
                        Optional.ofNullable(certificate),
                        Optional.ofNullable(certificateKey),
                        node.publicAddress(),
                        Clock.system().instant()));
        NodeFile changed = node.withCertificate(absolute(certificate), absolute(certificateKey));
        if (changed.equals(node)) {
            return false;
        }
        directory.write(changed);
        return true;
    }

    private static Optional<String> absolute(@Nullable Path file) {
        return Optional.ofNullable(file).map(f -> f.toAbsolutePath().toString());
    }

    /** The options that ask for another node than the one that is there; they have no effect. */
    List<String> withoutEffect(NodeFile node) {
        boolean otherPorts =
                portBase != Ports.DEFAULT_BASE && !Ports.at(portBase).equals(node.ports());
        boolean otherListen = !listen.equals("0.0.0.0") && !listen.equals(node.listen());
        boolean otherZone = !zone.isEmpty() && !zone.equals(node.zone());
        return Stream.of(
                        otherListen ? "--listen" : "",
                        otherPorts ? "--port-base" : "",
                        other(publicAddress, node.publicAddress()) ? "--public-address" : "",
                        otherZone ? "--zone" : "",
                        other(nodeName, node.name()) ? "--node-name" : "")
                .filter(option -> !option.isEmpty())
                .toList();
    }

    private static boolean other(@Nullable String asked, String there) {
        return asked != null && !asked.equals(there);
    }

    private static Link link(int number, String text) {
        Matcher matcher = LINK.matcher(text);
        Check.that(matcher.matches(), "link" + number, "ADDRESS[,priority=N]", text);
        String priority = matcher.group(2);
        return new Link(
                number, matcher.group(1), priority == null ? 0 : Integer.parseInt(priority));
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
