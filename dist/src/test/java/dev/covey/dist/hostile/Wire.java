package dev.covey.dist.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Connections that say whatever they are told to. */
final class Wire {

    private static final int CONNECT_MILLIS = 20_000;
    private static final int ENOUGH = 1 << 20;

    private Wire() {}

    /** A TLS context that believes everybody and shows nothing. */
    static SSLContext credulous() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Everybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A plain connection. */
    static Socket open(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        return socket;
    }

    /** A TLS connection, with or without a protocol chosen by ALPN. */
    static SSLSocket tls(SSLContext context, int port, String... protocols) throws IOException {
        Socket plain = open(port);
        plain.setSoTimeout(CONNECT_MILLIS);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Sends bytes and reads until the other side ends or has said nothing for a while. */
    static String talk(Socket socket, byte[] bytes, int patienceMillis) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (socket) {
            socket.setSoTimeout(patienceMillis);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            byte[] chunk = new byte[8192];
            for (int n = read(socket, chunk);
                    n >= 0 && answer.size() < ENOUGH;
                    n = read(socket, chunk)) {
                answer.write(chunk, 0, n);
            }
        } catch (IOException e) {
            // Refused, closed hard, or silent: what came until then is the answer.
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    private static int read(Socket socket, byte[] chunk) throws IOException {
        return socket.getInputStream().read(chunk);
    }

    /** One byte for each character. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
