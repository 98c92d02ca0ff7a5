package dev.covey.dist.lab;

import java.util.ArrayList;
import java.util.List;

/** What joins a host to the switch, with the network that the host sets up when it boots. */
final class Cable {

    private final String net;
    private final String sw;
    private final int number;
    private final List<String> addresses = new ArrayList<>();
    private final List<String> routes = new ArrayList<>(List.of("default via 10.77.0.254"));

    Cable(String lab, int number) {
        this.net = lab + "-" + number;
        this.sw = switchOf(lab);
        this.number = number;
        addresses.add("10.77.0." + number + "/24");
    }

    static String switchOf(String lab) {
        return lab + "-sw";
    }

    String net() {
        return net;
    }

    /** A network that knows of nothing that happened before. */
    void build() {
        String port = "p" + number;
        Shell.must("ip", "netns", "add", net);
        ip(net, "link add eth0 type veth peer name " + port + " netns " + sw);
        ip(sw, "link set " + port + " master br0 up");
        addresses.forEach(address -> ip(net, "addr add " + address + " dev eth0"));
        plug();
    }

    void address(String address) {
        addresses.add(address);
        ip(net, "addr add " + address + " dev eth0");
    }

    void route(String route) {
        routes.add(route);
        ip(net, "route replace " + route);
    }

    void plug() {
        ip(net, "link set eth0 up");
        routes.forEach(route -> ip(net, "route replace " + route));
    }

    void unplug() {
        ip(net, "link set eth0 down");
    }

    /** From now on the others hear nothing of the host, not even that its connections end. */
    void cut() {
        Shell.may("ip", "-n", net, "link", "del", "eth0");
    }

    void remove() {
        Shell.may("ip", "netns", "del", net);
    }

    private static void ip(String net, String command) {
        List<String> all = new ArrayList<>(List.of("ip", "-n", net));
        all.addAll(List.of(command.split(" ")));
        Shell.must(all.toArray(String[]::new));
    }
}
