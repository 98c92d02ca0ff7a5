package dev.covey.master.api.system;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.read.Reader;
import dev.covey.master.api.shape.Live;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.json.Json;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.store.Standing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Health, figures, and the package for bare servers. */
public final class SystemEndpoints {

    private static final String TAG = "system";
    private static final String PACKAGES = "/package";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Reader reader;
    private final Live live;
    private final Gauges gauges;
    private final PackageSource packages;
    private final Supplier<dev.covey.model.Endpoint> here;

    /**
     * What machines ask of one master.
     *
     * @param here where this master's HTTPS port is reached from outside
     */
    public SystemEndpoints(
            Reader reader,
            Live live,
            Gauges gauges,
            PackageSource packages,
            Supplier<dev.covey.model.Endpoint> here) {
        this.reader = reader;
        this.live = live;
        this.gauges = gauges;
        this.packages = packages;
        this.here = here;
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.reads(
                        "/healthz",
                        Access.PUBLIC,
                        Doc.reads(TAG, "Whether this process is alive.", "Health"),
                        call -> Response.json(Json.object().put("status", "ok"))),
                Endpoint.reads(
                        "/readyz",
                        Access.PUBLIC,
                        Doc.reads(TAG, "Whether this master can do its work.", "Readiness"),
                        this::ready),
                Endpoint.reads(
                        "/metrics",
                        Access.NEARBY,
                        Doc.reads(TAG, "Figures in the form of Prometheus.", TEXT),
                        call ->
                                Response.of(
                                        200,
                                        Gauges.TYPE,
                                        gauges.text().getBytes(StandardCharsets.UTF_8))),
                Endpoint.reads(
                        "/install.sh",
                        Access.PUBLIC,
                        Doc.reads(TAG, "Installs Covey on a bare server.", TEXT),
                        this::script),
                archive("amd64"),
                archive("arm64"));
    }

    private Endpoint archive(String architecture) {
        return Endpoint.reads(
                PACKAGES + "/covey-linux-" + architecture + ".tar.gz",
                Access.PUBLIC,
                Doc.reads(TAG, "The program's own package.", "application/gzip"),
                call -> send(packages.archive(architecture)));
    }

    /** 200 on a master that can read and forward writes; with {@code active} on the active one. */
    private Response ready(Call call) {
        Standing standing = live.leadership().standing();
        QuorumView view = live.quorum().view();
        boolean quorum = reader.fresh().isPresent();
        boolean ready =
                call.request().target().flag("active") ? quorum && standing.isActive() : quorum;
        ObjectNode body = Json.object();
        body.put("role", standing.isActive() ? "active" : "standby");
        body.put("active", view.leader().orElse(""));
        body.put("quorum", quorum);
        body.put("member", standing.role().name().toLowerCase(java.util.Locale.ROOT));
        return Response.json(ready ? 200 : 503, body);
    }

    private Response script(Call call) {
        String script = packages.installScript("https://" + here.get() + PACKAGES);
        return Response.of(200, TEXT, script.getBytes(StandardCharsets.UTF_8));
    }

    private static Response send(PackageSource.Archive archive) {
        try {
            long size = Files.size(archive.file());
            return Response.stream("application/gzip", out -> copy(archive, out))
                    .with("Content-Length", String.valueOf(size))
                    .with("ETag", "\"" + archive.sha256() + "\"");
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem.Failed(
                            "package_missing",
                            "Expected the program's package, but it cannot be read. Look at the"
                                    + " disk of this master."));
        }
    }

    private static void copy(PackageSource.Archive archive, OutputStream out) throws IOException {
        Files.copy(archive.file(), out);
    }
}
