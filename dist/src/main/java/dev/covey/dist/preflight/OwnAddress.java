package dev.covey.dist.preflight;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Optional;

/** Finds out how this machine is reached. Sends nothing. */
public final class OwnAddress {

    private OwnAddress() {}

    /** The address of the default route, else of the first interface that is up, else loopback. */
    public static String find() {
        return ofDefaultRoute().or(OwnAddress::ofFirstInterface).orElse("127.0.0.1");
    }

    /** The kernel chooses the source address when a datagram socket is connected. */
    private static Optional<String> ofDefaultRoute() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress("192.0.2.1", 9));
            return usable(socket.getLocalAddress());
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> ofFirstInterface() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(OwnAddress::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .flatMap(address -> usable(address).stream())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isUp(NetworkInterface card) {
        try {
            return card.isUp();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> usable(InetAddress address) {
        return address.isAnyLocalAddress() || address.isLoopbackAddress()
                ? Optional.empty()
                : Optional.of(address.getHostAddress());
    }

    /** True if people elsewhere cannot reach this address: private, loopback or link-local. */
    public static boolean isPrivate(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed.isSiteLocalAddress()
                    || parsed.isLoopbackAddress()
                    || parsed.isLinkLocalAddress()
                    || uniqueLocal(parsed);
        } catch (IllegalArgumentException e) {
            return false; // a name: cannot be told without asking
        }
    }

    /** RFC 4193 and RFC 6598. */
    private static boolean uniqueLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16
                ? (bytes[0] & 0xfe) == 0xfc
                : bytes[0] == 100 && (bytes[1] & 0xc0) == 0x40;
    }
}
