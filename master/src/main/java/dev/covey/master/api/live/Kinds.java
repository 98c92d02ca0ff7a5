package dev.covey.master.api.live;

import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Resource;
import dev.covey.model.Spec;
import dev.covey.model.Status;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import java.util.List;
import java.util.Optional;

/** Reads resources of a kind that is known at run time only. */
public final class Kinds {

    private Kinds() {}

    /** The types of a kind. */
    public static Type<? extends Spec, ? extends Status> type(Kind kind) {
        return switch (kind) {
            case CLUSTER -> Type.CLUSTER;
            case NODE -> Type.NODE;
            case JOIN_STRING -> Type.JOIN_STRING;
            case INBOUND -> Type.INBOUND;
            case ROUTE -> Type.ROUTE;
            case USER -> Type.USER;
            case OPERATION -> Type.OPERATION;
            case EVENT -> Type.EVENT;
            case ADMIN -> Type.ADMIN;
            case SESSION -> Type.SESSION;
            case TOKEN -> Type.TOKEN;
            case AUDIT -> Type.AUDIT;
        };
    }

    /** All of a kind, ordered by id. */
    public static List<? extends Resource<? extends Spec, ? extends Status>> all(
            Resources resources, Kind kind) {
        return resources.list(type(kind));
    }

    /** One resource, if it exists. */
    public static Optional<? extends Resource<? extends Spec, ? extends Status>> one(
            Resources resources, Key key) {
        return resources.get(type(key.kind()), key.id());
    }
}
