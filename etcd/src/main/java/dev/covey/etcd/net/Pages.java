package dev.covey.etcd.net;

import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Answers what is asked by HTTP/1.1. Called on threads of the network; never blocks. */
@FunctionalInterface
public interface Pages {

    /** What stands at a path. */
    CompletionStage<Page> page(URI asked);
}
