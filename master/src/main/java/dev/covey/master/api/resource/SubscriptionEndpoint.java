package dev.covey.master.api.resource;

import dev.covey.master.api.door.Access;
import dev.covey.master.api.door.Call;
import dev.covey.master.api.door.Doc;
import dev.covey.master.api.door.Endpoint;
import dev.covey.master.api.http.Request;
import dev.covey.master.api.http.Response;
import dev.covey.master.subscription.Answer;
import dev.covey.master.subscription.SubscriptionRequest;
import dev.covey.master.subscription.Subscriptions;
import java.util.List;

/** {@code GET /sub/{token}}: who has the token needs nothing else. */
public final class SubscriptionEndpoint {

    private final Subscriptions subscriptions;

    /** Serves these. */
    public SubscriptionEndpoint(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** The endpoint. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.reads(
                        "/sub/{token}",
                        Access.PUBLIC,
                        Doc.reads(
                                "subscription",
                                "What a user's app fetches, in the form that it reads.",
                                "text/plain"),
                        this::answer));
    }

    private Response answer(Call call) {
        Request request = call.request();
        Answer answer =
                subscriptions.answer(
                        new SubscriptionRequest(
                                call.variable("token"),
                                request.target().parameter("format"),
                                request.header("Accept"),
                                request.header("User-Agent")));
        return new Response(
                answer.status(), answer.headers(), new Response.Content.Bytes(answer.body()));
    }
}
