package dev.covey.agent.host;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel's table of TCP connections, by {@code sock_diag(7)}. Ending one needs CAP_NET_ADMIN
 * and a kernel built with CONFIG_INET_DIAG_DESTROY. Safe from any thread; each call is one short
 * conversation with the kernel.
 */
public final class SocketDiag {

    /** What became of a connection that was to be ended. */
    public enum Outcome {
        /** It is ended; its client was sent a reset. */
        ENDED,
        /** It was not there any more. */
        GONE,
        /** This kernel cannot. */
        UNSUPPORTED,
        /** This process may not. */
        FORBIDDEN
    }

    private static final int NETLINK_SOCK_DIAG = 4;
    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short SOCK_DESTROY = 21;
    private static final short NLMSG_ERROR = 2;
    private static final short NLMSG_DONE = 3;
    private static final short REQUEST_ONE = 1;
    private static final short REQUEST_AND_ACK = 1 | 4;
    private static final short REQUEST_AND_DUMP = 1 | 0x300;
    private static final byte AF_INET = 2;
    private static final byte AF_INET6 = 10;
    private static final byte TCP = 6;
    private static final int ALL_STATES = -1;
    private static final int LIVE_STATES = (1 << 1) | (1 << 4) | (1 << 5) | (1 << 8);
    private static final int HEAD = 16;
    private static final int REQUEST = HEAD + 56;
    private static final int SOCKET_ID = HEAD + 4;
    private static final int COOKIE = SOCKET_ID + 40;
    private static final long NO_COOKIE = -1;
    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int ESTALE = 116;
    private static final int EOPNOTSUPP = 95;

    /**
     * Ends exactly this connection, in whatever state it is. It is found first and then ended by
     * the kernel's own cookie for it: by its addresses alone, the listener would be found, and
     * closed, where the connection is gone already.
     */
    public Outcome end(Flow flow) throws IOException {
        try (Netlink netlink = new Netlink(NETLINK_SOCK_DIAG)) {
            ByteBuffer found = ask(netlink, SOCK_DIAG_BY_FAMILY, REQUEST_ONE, flow, NO_COOKIE);
            if (isError(found) || !flow.equals(flow(found, 0))) {
                return isError(found) ? outcome(error(found)) : Outcome.GONE;
            }
            long cookie = found.getLong(COOKIE);
            return outcome(error(ask(netlink, SOCK_DESTROY, REQUEST_AND_ACK, flow, cookie)));
        }
    }

    private static ByteBuffer ask(Netlink netlink, short type, short flags, Flow flow, long cookie)
            throws IOException {
        ByteBuffer request = request(type, flags, familyOf(flow), ALL_STATES);
        request.putShort(networkOrder(flow.local().getPort()));
        request.putShort(networkOrder(flow.remote().getPort()));
        putAddress(request, flow.local().getAddress());
        putAddress(request, flow.remote().getAddress());
        request.putInt(0).putLong(cookie);
        netlink.send(request.rewind());
        return netlink.receive();
    }

    /** The established and half-closed connections that came in on a local port. */
    public List<Flow> on(int localPort) throws IOException {
        List<Flow> found = new ArrayList<>();
        collect(AF_INET, localPort, found);
        collect(AF_INET6, localPort, found);
        return found;
    }

    private static void collect(byte family, int localPort, List<Flow> found) throws IOException {
        ByteBuffer request = request(SOCK_DIAG_BY_FAMILY, REQUEST_AND_DUMP, family, LIVE_STATES);
        request.putShort(networkOrder(localPort));
        try (Netlink netlink = new Netlink(NETLINK_SOCK_DIAG)) {
            netlink.send(request.rewind());
            boolean more = true;
            while (more) {
                more = read(netlink.receive(), localPort, found);
            }
        }
    }

    private static boolean read(ByteBuffer datagram, int localPort, List<Flow> found)
            throws IOException {
        for (int at = 0; at + HEAD <= datagram.limit(); ) {
            int length = datagram.getInt(at);
            short type = datagram.getShort(at + 4);
            if (type == NLMSG_DONE) {
                return false;
            }
            if (isError(datagram)) {
                throw new IOException("sock_diag: error " + error(datagram));
            }
            Flow flow = flow(datagram, at);
            if (flow.local().getPort() == localPort) {
                found.add(flow);
            }
            at += (Math.max(length, HEAD) + 3) & ~3;
        }
        return true;
    }

    private static Flow flow(ByteBuffer datagram, int at) throws UnknownHostException {
        int size = datagram.get(at + HEAD) == AF_INET ? 4 : 16;
        int id = at + SOCKET_ID;
        return new Flow(
                new InetSocketAddress(address(datagram, id + 4, size), port(datagram, id)),
                new InetSocketAddress(address(datagram, id + 20, size), port(datagram, id + 2)));
    }

    private static InetAddress address(ByteBuffer from, int at, int size)
            throws UnknownHostException {
        byte[] bytes = new byte[size];
        from.get(at, bytes);
        return InetAddress.getByAddress(bytes);
    }

    private static int port(ByteBuffer from, int at) {
        return ((from.get(at) & 0xff) << 8) | (from.get(at + 1) & 0xff);
    }

    private static ByteBuffer request(short type, short flags, byte family, int states) {
        return Netlink.message(REQUEST)
                .putInt(REQUEST)
                .putShort(type)
                .putShort(flags)
                .putInt(1)
                .putInt(0)
                .put(family)
                .put(TCP)
                .put((byte) 0)
                .put((byte) 0)
                .putInt(states);
    }

    private static byte familyOf(Flow flow) {
        boolean v4 =
                flow.local().getAddress() instanceof Inet4Address
                        && flow.remote().getAddress() instanceof Inet4Address;
        return v4 ? AF_INET : AF_INET6;
    }

    private static void putAddress(ByteBuffer request, InetAddress address) {
        int end = request.position() + 16;
        request.put(address.getAddress()).position(end);
    }

    private static short networkOrder(int port) {
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        return little ? Short.reverseBytes((short) port) : (short) port;
    }

    private static boolean isError(ByteBuffer datagram) {
        return datagram.getShort(4) == NLMSG_ERROR;
    }

    private static int error(ByteBuffer datagram) {
        return -datagram.getInt(HEAD);
    }

    private static Outcome outcome(int error) throws IOException {
        return switch (error) {
            case 0 -> Outcome.ENDED;
            case ENOENT, ESTALE -> Outcome.GONE;
            case EOPNOTSUPP -> Outcome.UNSUPPORTED;
            case EPERM -> Outcome.FORBIDDEN;
            default -> throw new IOException("sock_diag: error " + error);
        };
    }
}
