package dev.covey.etcd.net;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts calls and bytes, for Prometheus. Only methods that exist are counted by name: what clients
 * make up costs no memory. Safe for use by many threads.
 */
public final class Tally extends ServerStreamTracer.Factory {

    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final Method unknown = new Method("", "", "");

    /** The calls of one method. */
    private record Method(String labels, LongAdder started, Map<Status.Code, LongAdder> handled) {
        Method(String service, String name, String type) {
            this(
                    "grpc_method=\"%s\",grpc_service=\"%s\",grpc_type=\"%s\""
                            .formatted(name, service, type),
                    new LongAdder(),
                    new ConcurrentSkipListMap<>());
        }
    }

    /** Counts the calls of services. */
    public Tally(List<BindableService> services) {
        services.stream()
                .flatMap(service -> service.bindService().getMethods().stream())
                .map(ServerMethodDefinition::getMethodDescriptor)
                .forEach(each -> methods.put(each.getFullMethodName(), method(each)));
    }

    private static Method method(MethodDescriptor<?, ?> described) {
        String type =
                switch (described.getType()) {
                    case UNARY -> "unary";
                    case CLIENT_STREAMING -> "client_stream";
                    case SERVER_STREAMING -> "server_stream";
                    case BIDI_STREAMING, UNKNOWN -> "bidi_stream";
                };
        return new Method(
                String.valueOf(described.getServiceName()),
                String.valueOf(described.getBareMethodName()),
                type);
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String name, Metadata headers) {
        Method method = methods.getOrDefault(name, unknown);
        method.started().increment();
        return new Tracer(method);
    }

    /** What has been counted, as Prometheus reads it and as etcd calls it. */
    public String figures() {
        StringBuilder text = new StringBuilder();
        text.append("# TYPE grpc_server_started_total counter\n");
        methods.values().forEach(each -> line(text, "started", each.labels(), each.started()));
        text.append("# TYPE grpc_server_handled_total counter\n");
        for (Method each : methods.values()) {
            each.handled()
                    .forEach(
                            (code, many) ->
                                    line(
                                            text,
                                            "handled",
                                            "grpc_code=\"" + name(code) + "\"," + each.labels(),
                                            many));
        }
        return text.append(bytes("received", received)).append(bytes("sent", sent)).toString();
    }

    private static void line(StringBuilder text, String what, String labels, LongAdder many) {
        text.append("grpc_server_%s_total{%s} %d\n".formatted(what, labels, many.sum()));
    }

    private static String bytes(String way, LongAdder many) {
        String name = "etcd_network_client_grpc_" + way + "_bytes_total";
        return "# TYPE %1$s counter\n%1$s %2$d\n".formatted(name, many.sum());
    }

    /** As Go's gRPC calls it: {@code DeadlineExceeded}. */
    static String name(Status.Code code) {
        if (code == Status.Code.OK) {
            return "OK";
        }
        StringBuilder name = new StringBuilder();
        for (String word : code.name().split("_", -1)) {
            name.append(word.charAt(0))
                    .append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return name.toString();
    }

    private final class Tracer extends ServerStreamTracer {
        private final Method method;

        Tracer(Method method) {
            this.method = method;
        }

        @Override
        public void inboundWireSize(long bytes) {
            received.add(bytes);
        }

        @Override
        public void outboundWireSize(long bytes) {
            sent.add(bytes);
        }

        @Override
        public void streamClosed(Status status) {
            method.handled().computeIfAbsent(status.getCode(), _ -> new LongAdder()).increment();
        }
    }
}
