package dev.covey.dist.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/**
 * A TLS 1.3 site for any number of clients, for inbounds to wear the face of: it shakes hands, for
 * HTTP/2 too, and has one page of HTTP/1.1 for whoever looks whether it is there.
 */
public final class Site {

    /** Of the key store; it protects nothing. */
    static final String PASSWORD = "site";

    private static final byte[] PAGE =
            "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nhello\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private Site() {}

    /** Serves until killed; arguments: port, key store. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(arguments[1]))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(factory.getKeyManagers(), null, null);
        try (SSLServerSocket server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(Integer.parseInt(arguments[0]))) {
            SSLParameters parameters = server.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"http/1.1", "h2"});
            server.setSSLParameters(parameters);
            System.out.println("serving");
            while (!server.isClosed()) {
                Socket accepted = server.accept();
                Thread.ofPlatform().start(() -> listen(accepted));
            }
        }
    }

    private static void listen(Socket accepted) {
        try (Socket socket = accepted) {
            if (socket.getInputStream().read(new byte[4096]) > 0) {
                socket.getOutputStream().write(PAGE);
            }
        } catch (IOException e) {
            System.out.println(accepted.getRemoteSocketAddress() + ": " + e);
        }
    }
}
