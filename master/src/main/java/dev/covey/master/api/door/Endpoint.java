package dev.covey.master.api.door;

import dev.covey.master.api.http.HttpRoute;
import dev.covey.master.api.http.Method;

/** A route with everything that is to be known of it. */
public record Endpoint(HttpRoute route, Access access, Reach reach, Doc doc, Handler handler) {

    /** The path under which everything of this cluster is. */
    public static final String SELF = "/v1/clusters/self";

    /** An endpoint that only reads this master's copy of the store. */
    public static Endpoint reads(String path, Access access, Doc doc, Handler handler) {
        return new Endpoint(HttpRoute.of(Method.GET, path), access, Reach.LOCAL, doc, handler);
    }

    /** An endpoint whose answer has live figures. */
    public static Endpoint live(String path, Access access, Doc doc, Handler handler) {
        return new Endpoint(HttpRoute.of(Method.GET, path), access, Reach.LIVE, doc, handler);
    }

    /** An endpoint that changes something. */
    public static Endpoint writes(
            Method method, String path, Access access, Doc doc, Handler handler) {
        return new Endpoint(HttpRoute.of(method, path), access, Reach.ACTIVE, doc, handler);
    }
}
