package dev.covey.dist.acceptance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Writes through some masters again and again, and prints for each write that was accepted when it
 * began and when it ended, in milliseconds since 1970.
 */
public final class FirstWrite {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long PAUSE_NANOS = 20_000_000;

    private FirstWrite() {}

    /** Goes on until killed; arguments: the user to write a note to, a token, masters. */
    public static void main(String[] arguments) throws GeneralSecurityException {
        System.setProperty("jdk.internal.httpclient.disableHostnameVerification", "true");
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new Anybody()}, null);
        for (int i = 2; i < arguments.length; i++) {
            String url =
                    "https://%s:8443/v1/clusters/self/users/%s"
                            .formatted(arguments[i], arguments[0]);
            HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
            Thread.ofPlatform().start(() -> write(client, url, arguments[1]));
        }
    }

    private static void write(HttpClient client, String url, String token) {
        for (long n = 0; ; n++) {
            long begun = System.currentTimeMillis();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(LONGEST)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/merge-patch+json")
                            .method(
                                    "PATCH",
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"note\":\"%d\"}".formatted(n)))
                            .build();
            String answer = answer(client, request);
            System.out.printf("%d %d %s%n", begun, System.currentTimeMillis(), answer);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static String answer(HttpClient client, HttpRequest request) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + (response.statusCode() < 300 ? "" : response.body());
        } catch (Exception e) {
            return e.toString();
        }
    }

    /** The token is worth nothing outside the test. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
