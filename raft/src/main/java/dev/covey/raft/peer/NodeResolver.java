package dev.covey.raft.peer;

import dev.covey.model.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.ratis.thirdparty.io.grpc.EquivalentAddressGroup;
import org.apache.ratis.thirdparty.io.grpc.NameResolver;
import org.apache.ratis.thirdparty.io.grpc.NameResolverProvider;
import org.apache.ratis.thirdparty.io.grpc.NameResolverRegistry;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.StatusOr;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resolves {@code covey:///<node id>} by the address book; the first address that answers wins. */
public final class NodeResolver extends NameResolverProvider {

    /** What addresses of members begin with. */
    public static final String SCHEME = "covey";

    private static final Logger LOG = LoggerFactory.getLogger(NodeResolver.class);
    private static final int PRIORITY = 5;
    private static final NodeResolver ONLY = new NodeResolver();

    private NodeResolver() {}

    /** Makes gRPC know the scheme; harmless when repeated. */
    public static void register() {
        NameResolverRegistry.getDefaultRegistry().register(ONLY);
    }

    /** The gRPC target of a node. */
    public static String target(String node) {
        return SCHEME + ":///" + node;
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return PRIORITY;
    }

    @Override
    public String getDefaultScheme() {
        return SCHEME;
    }

    @Override
    public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
        return SCHEME.equals(target.getScheme())
                ? new Resolving(target.getPath().substring(1), args)
                : null;
    }

    private static final class Resolving extends NameResolver {
        private final String node;
        private final Args args;
        private @Nullable Listener2 listener;
        private @Nullable AutoCloseable watch;
        private List<InetSocketAddress> given = List.of();

        Resolving(String node, Args args) {
            this.node = node;
            this.args = args;
        }

        /** Stands in the place of a host name when certificates are judged. */
        @Override
        public String getServiceAuthority() {
            return node;
        }

        @Override
        public void start(Listener2 toTell) {
            listener = toTell;
            watch = AddressBook.shared().watch(this::resolveSoon);
            resolveSoon();
        }

        @Override
        public void refresh() {
            given = List.of();
            resolveSoon();
        }

        @Override
        public void shutdown() {
            AutoCloseable ending = watch;
            if (ending != null) {
                try {
                    ending.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        private void resolveSoon() {
            Executor offload = args.getOffloadExecutor();
            if (offload != null) {
                offload.execute(this::resolve);
            }
        }

        private void resolve() {
            List<InetSocketAddress> found = addresses();
            args.getSynchronizationContext().execute(() -> give(found));
        }

        private void give(List<InetSocketAddress> found) {
            Listener2 told = listener;
            if (told == null || (found.equals(given) && !found.isEmpty())) {
                return;
            }
            given = found;
            told.onResult2(
                    ResolutionResult.newBuilder().setAddressesOrError(groups(found)).build());
        }

        private StatusOr<List<EquivalentAddressGroup>> groups(List<InetSocketAddress> found) {
            return found.isEmpty()
                    ? StatusOr.fromStatus(
                            Status.UNAVAILABLE.withDescription("no known address of " + node))
                    : StatusOr.fromValue(found.stream().map(EquivalentAddressGroup::new).toList());
        }

        private List<InetSocketAddress> addresses() {
            List<InetSocketAddress> found = new ArrayList<>();
            for (Endpoint endpoint : AddressBook.shared().find(node)) {
                try {
                    for (InetAddress host : InetAddress.getAllByName(endpoint.host())) {
                        found.add(new InetSocketAddress(host, endpoint.port()));
                    }
                } catch (UnknownHostException e) {
                    LOG.debug("cannot resolve {}", endpoint, e);
                }
            }
            return found;
        }
    }
}
