package dev.covey.dist.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/**
 * A TLS 1.3 site with HTTP/2 for any number of clients, for inbounds to wear the face of. It shakes
 * hands and says nothing more: nobody asks it for a page.
 */
public final class Site {

    /** Of the key store; it protects nothing. */
    static final String PASSWORD = "site";

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
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
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
            socket.getInputStream().skip(Long.MAX_VALUE);
        } catch (IOException e) {
            System.out.println(accepted.getRemoteSocketAddress() + ": " + e);
        }
    }
}
