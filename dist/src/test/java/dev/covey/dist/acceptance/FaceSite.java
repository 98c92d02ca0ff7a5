package dev.covey.dist.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A TLS 1.3 site for many at once, whose face an inbound can wear. It looks up no names, as the
 * JDK's own server does, which takes long where there is no name server. Arguments: PORT KEYSTORE.
 */
final class FaceSite {

    private static final byte[] PAGE =
            "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nhello\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private FaceSite() {}

    public static void main(String[] arguments) throws Exception {
        char[] password = "password".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(arguments[1]))) {
            store.load(in, password);
        }
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), null, null);
        int port = Integer.parseInt(arguments[0]);
        try (var server =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, 64)) {
            SSLParameters wanted = server.getSSLParameters();
            wanted.setProtocols(new String[] {"TLSv1.3"});
            wanted.setApplicationProtocols(new String[] {"http/1.1", "h2"});
            server.setSSLParameters(wanted);
            while (true) {
                SSLSocket socket = (SSLSocket) server.accept();
                Thread.startVirtualThread(() -> answer(socket));
            }
        }
    }

    private static void answer(SSLSocket socket) {
        try (socket) {
            socket.setSoTimeout(60_000);
            if (socket.getInputStream().read(new byte[4096]) > 0) {
                socket.getOutputStream().write(PAGE);
            }
        } catch (IOException e) {
            // who only looked has gone
        }
    }
}
