package dev.covey.master.api.resource;

import static dev.covey.master.api.door.Endpoint.SELF;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Fields;
import dev.covey.master.api.http.Method;
import dev.covey.master.api.http.Response;
import dev.covey.master.api.read.Reading;
import dev.covey.master.command.work.CancelOperation;
import dev.covey.master.command.work.RetryOperation;
import dev.covey.model.Kind;
import dev.covey.model.OperationSpec;
import dev.covey.model.OperationStatus;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import java.util.List;
import java.util.Optional;

/** Operations, events: what is being done and what happened. */
public final class OperationEndpoints {

    private static final String TAG = "operations";
    private static final String ALL = SELF + "/operations";
    private static final String ONE = ALL + "/{operation}";

    private final Desk desk;
    private final Lists lists;
    private final Provisioner provisioner;

    /** Operations, some of which bring servers in. */
    public OperationEndpoints(Desk desk, Lists lists, Provisioner provisioner) {
        this.desk = desk;
        this.lists = lists;
        this.provisioner = provisioner;
    }

    /** The endpoints. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.reads(
                        ALL,
                        Access.VIEWER,
                        Doc.reads(TAG, "Lists operations, by name.", "OperationList"),
                        call -> lists.of(call, Kind.OPERATION)),
                Endpoint.reads(
                        ONE,
                        Access.VIEWER,
                        Doc.reads(TAG, "One operation with its stages and log.", "Operation"),
                        this::get),
                Endpoint.writes(
                        Method.POST,
                        ONE + ":retry",
                        Access.ADMIN,
                        new Doc(
                                TAG,
                                "Tries a failed operation again; credentials are given anew.",
                                "OperationRetry",
                                200,
                                "Operation"),
                        this::retry),
                Endpoint.writes(
                        Method.POST,
                        ONE + ":cancel",
                        Access.ADMIN,
                        Doc.takes(TAG, "Asks an operation to stop.", "", "Operation"),
                        call -> desk.change(call, new CancelOperation(call.variable("operation")))),
                Endpoint.reads(
                        SELF + "/events",
                        Access.VIEWER,
                        Doc.reads(TAG, "Lists events, newest first.", "EventList"),
                        call -> lists.of(call, Kind.EVENT)));
    }

    private Response get(Call call) {
        Reading reading = desk.reading(call);
        return desk.show(
                reading, reading.resources().find(Type.OPERATION, call.variable("operation")));
    }

    private Response retry(Call call) {
        Fields fields = new Fields(call.request().json());
        Optional<Provisioner.Access> access = fields.fields("server").map(Servers::access);
        fields.end();
        Resource<OperationSpec, OperationStatus> operation =
                desk.reader().local().find(Type.OPERATION, call.variable("operation"));
        access.ifPresent(a -> provisioner.remember(operation.id(), a));
        return desk.change(call, new RetryOperation(operation.id()));
    }
}
