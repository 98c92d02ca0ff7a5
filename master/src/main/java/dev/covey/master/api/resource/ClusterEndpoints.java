package dev.covey.master.api.resource;

import static dev.covey.master.api.door.Endpoint.SELF;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Fields;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.live.Streams;
import dev.covey.master.api.read.Reading;
import dev.covey.master.command.Labels;
import dev.covey.master.command.fleet.ChangeCluster;
import dev.covey.model.ClusterSpec;
import dev.covey.model.ClusterStatus;
import dev.covey.model.Kind;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import java.util.Arrays;
import java.util.List;

/** Clusters, and the stream of everything in this one. */
public final class ClusterEndpoints {

    private static final String TAG = "clusters";
    private static final String USUAL_KINDS = "clusters,nodes,inbounds,routes,operations,metrics";

    /** What only administrators see. */
    private static final List<Kind> ACCOUNTS = List.of(Kind.ADMIN, Kind.TOKEN, Kind.AUDIT);

    private final Desk desk;
    private final Lists lists;

    /** Clusters. */
    public ClusterEndpoints(Desk desk, Lists lists) {
        this.desk = desk;
        this.lists = lists;
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.live(
                        "/v1/clusters",
                        Access.VIEWER,
                        Doc.reads(TAG, "Lists clusters.", "ClusterList"),
                        call -> lists.of(call, Kind.CLUSTER)),
                Endpoint.live(
                        SELF, Access.VIEWER, Doc.reads(TAG, "This cluster.", "Cluster"), this::get),
                Endpoint.writes(
                        Method.PATCH,
                        SELF,
                        Access.ADMIN,
                        Doc.takes(TAG, "Changes this cluster.", "ClusterInput", "Cluster"),
                        this::change),
                Endpoint.live(
                        SELF + "/watch",
                        Access.VIEWER,
                        Doc.reads(
                                TAG,
                                "A stream of several kinds; ?kinds=nodes,users,metrics,….",
                                "text/event-stream"),
                        this::watch));
    }

    private Response get(Call call) {
        Reading reading = desk.reading(call);
        return desk.show(reading, self(reading.resources()));
    }

    private Response change(Call call) {
        Fields fields = new Fields(call.request().json());
        ChangeCluster change =
                new ChangeCluster(
                        self(desk.reader().local()).id(),
                        call.ifMatch(),
                        fields.optionalText("name"),
                        fields.optionalText("profileTitle"),
                        fields.optionalText("supportUrl"),
                        new Labels(fields.changes("labels")));
        fields.end();
        return desk.change(call, change);
    }

    private Response watch(Call call) {
        String words = call.request().target().parameter("kinds").orElse(USUAL_KINDS);
        boolean metrics = Arrays.asList(words.split(",")).contains("metrics");
        var kinds = Streams.kinds(words);
        if (!call.caller().isAdmin()) {
            kinds.removeIf(ACCOUNTS::contains);
        }
        return lists.watch(call, kinds, metrics, true);
    }

    /** The cluster that this store belongs to. */
    static Resource<ClusterSpec, ClusterStatus> self(Resources resources) {
        return resources.list(Type.CLUSTER).stream()
                .filter(c -> c.spec().self())
                .findFirst()
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        new Problem.Unavailable(
                                                "Expected a cluster, but it is still being founded."
                                                        + " Try again.",
                                                java.time.Duration.ofSeconds(1))));
    }
}
