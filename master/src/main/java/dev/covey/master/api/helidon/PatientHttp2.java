package dev.covey.master.api.helidon;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;

/**
 * HTTP/2 whose connection preface (RFC 9113, 3.4) has a deadline, and whose streams may be
 * cancelled at any time. After the preface the library itself ends what is idle.
 */
final class PatientHttp2 implements ServerConnectionSelector {

    private static final int PREFACE_BYTES = 24;

    private final Http2ConnectionSelector inner;
    private final Deadlines deadlines;

    PatientHttp2(Http2ConnectionSelector inner, Deadlines deadlines) {
        this.inner = inner;
        this.deadlines = deadlines;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return inner.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return inner.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return inner.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Connection(context, inner.connection(new StreamContext(context)));
    }

    private final class Connection implements ServerConnection {
        private final ConnectionContext context;
        private final ServerConnection connection;

        Connection(ConnectionContext context, ServerConnection connection) {
            this.context = context;
            this.connection = connection;
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            deadlines.arriving();
            BufferData preface = context.dataReader().getBuffer(PREFACE_BYTES);
            if (preface.available() == PREFACE_BYTES) {
                deadlines.disarm();
            }
            connection.handle(limit);
        }

        @Override
        public Duration idleTime() {
            return connection.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt);
        }
    }
}
