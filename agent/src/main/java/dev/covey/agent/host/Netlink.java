package dev.covey.agent.host;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One conversation with the kernel over a netlink socket (RFC 3549). For one thread. */
final class Netlink implements AutoCloseable {

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final long ANSWER_SECONDS = 2;
    private static final int BUFFER = 1 << 16;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SOCKET =
            function(
                    "socket",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT));
    private static final MethodHandle SETSOCKOPT =
            function(
                    "setsockopt",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT));
    private static final MethodHandle SEND = transfer("send");
    private static final MethodHandle RECV = transfer("recv");
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(STATE);
    private final MemorySegment buffer = arena.allocate(BUFFER, 8);
    private final int socket;

    /** Opens a socket of a netlink family. */
    Netlink(int family) throws IOException {
        socket = call(() -> (int) SOCKET.invokeExact(state, AF_NETLINK, SOCK_RAW_CLOEXEC, family));
        MemorySegment time = arena.allocate(16, 8);
        time.set(ValueLayout.JAVA_LONG, 0, ANSWER_SECONDS);
        call(() -> (int) SETSOCKOPT.invokeExact(state, socket, SOL_SOCKET, SO_RCVTIMEO, time, 16));
    }

    /** A buffer in the machine's byte order, as netlink wants it. */
    static ByteBuffer message(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    void send(ByteBuffer message) throws IOException {
        int size = message.remaining();
        buffer.copyFrom(MemorySegment.ofBuffer(message));
        call(() -> (long) SEND.invokeExact(state, socket, buffer, (long) size, 0));
    }

    /** The next datagram: one or more messages. */
    ByteBuffer receive() throws IOException {
        long size = call(() -> (long) RECV.invokeExact(state, socket, buffer, (long) BUFFER, 0));
        byte[] bytes = buffer.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        try {
            call(() -> (int) CLOSE.invokeExact(state, socket));
        } catch (IOException e) {
            // Linux closes the descriptor whatever it answers.
        } finally {
            arena.close();
        }
    }

    @FunctionalInterface
    private interface NativeInt {
        int run() throws Throwable;
    }

    @FunctionalInterface
    private interface NativeLong {
        long run() throws Throwable;
    }

    private int call(NativeInt function) throws IOException {
        return (int) call((NativeLong) function::run);
    }

    private long call(NativeLong function) throws IOException {
        long result;
        try {
            result = function.run();
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        if (result < 0) {
            throw new IOException("netlink: error " + (int) ERRNO.get(state, 0L));
        }
        return result;
    }

    private static MethodHandle transfer(String name) {
        return function(
                name,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT));
    }

    // Java has no other way to a netlink socket; what is called here takes no pointer it keeps.
    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor shape) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                shape,
                Linker.Option.captureCallState("errno"));
    }
}
