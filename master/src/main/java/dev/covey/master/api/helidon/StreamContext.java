package dev.covey.master.api.helidon;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** What an HTTP/2 connection has of the server, with an eye on its streams: {@link Answering}. */
final class StreamContext implements ConnectionContext {

    private final ConnectionContext inner;
    private final DataReader reader;
    private final ExecutorService executor;

    StreamContext(ConnectionContext inner) {
        Answering answering = new Answering();
        this.inner = inner;
        this.reader = DataReader.create(new Frames(inner.dataReader(), answering));
        this.executor = new Streams(inner.executor(), answering);
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public ExecutorService executor() {
        return executor;
    }

    @Override
    public ListenerContext listenerContext() {
        return inner.listenerContext();
    }

    @Override
    public DataWriter dataWriter() {
        return inner.dataWriter();
    }

    @Override
    public Router router() {
        return inner.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return inner.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return inner.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return inner.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return inner.localPeer();
    }

    @Override
    public boolean isSecure() {
        return inner.isSecure();
    }

    @Override
    public String socketId() {
        return inner.socketId();
    }

    @Override
    public String childSocketId() {
        return inner.childSocketId();
    }

    /** The library gives it each stream whose header is whole, before it reads the next frame. */
    private static final class Streams extends AbstractExecutorService {
        private final ExecutorService inner;
        private final Answering answering;

        Streams(ExecutorService inner, Answering answering) {
            this.inner = inner;
            this.answering = answering;
        }

        @Override
        public void execute(Runnable stream) {
            inner.execute(answering.newest(stream));
        }

        @Override
        public void shutdown() {
            inner.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return inner.shutdownNow();
        }

        @Override
        public boolean isShutdown() {
            return inner.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return inner.isTerminated();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
            return inner.awaitTermination(timeout, unit);
        }
    }
}
