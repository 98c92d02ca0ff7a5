package dev.covey.master.api.helidon;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * A TLS context that tells of each engine it makes. The server makes one per connection, in that
 * connection's own thread and before it reads the first byte: the only place where the library lets
 * a connection be noticed so early.
 */
final class WatchedTls extends SSLContext {

    private WatchedTls(SSLContext inner, Consumer<SSLEngine> watcher) {
        super(new Spi(inner, watcher), inner.getProvider(), inner.getProtocol());
    }

    static SSLContext of(SSLContext inner, Consumer<SSLEngine> watcher) {
        return new WatchedTls(inner, watcher);
    }

    private static final class Spi extends SSLContextSpi {
        private final SSLContext inner;
        private final Consumer<SSLEngine> watcher;

        Spi(SSLContext inner, Consumer<SSLEngine> watcher) {
            this.inner = inner;
            this.watcher = watcher;
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("initialised already");
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return watched(inner.createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return watched(inner.createSSLEngine(host, port));
        }

        private SSLEngine watched(SSLEngine engine) {
            watcher.accept(engine);
            return engine;
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return inner.getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return inner.getServerSocketFactory();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return inner.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return inner.getClientSessionContext();
        }
    }
}
