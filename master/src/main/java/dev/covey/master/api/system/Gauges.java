package dev.covey.master.api.system;

import dev.covey.master.api.read.Reader;
import dev.covey.master.api.shape.Live;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Resources;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.ToDoubleFunction;

/** Figures in the form of Prometheus. Names of people, and secrets, are not in them. */
public final class Gauges {

    /** The media type of the text. */
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Reader reader;
    private final Live live;
    private final MultiGauge cpu;
    private final MultiGauge online;
    private final MultiGauge traffic;

    /** Figures of one master and of the nodes that it hears from. */
    public Gauges(Reader reader, Live live) {
        this.reader = reader;
        this.live = live;
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gauge("covey.active", l -> l.leadership().standing().isActive() ? 1 : 0);
        gauge("covey.quorum.voters", l -> l.quorum().view().voters().size());
        gauge("covey.quorum.may.lose", l -> l.quorum().view().tolerance(_ -> "").mayLose());
        gauge("covey.store.applied", l -> l.quorum().view().applied());
        gauge("covey.store.revision", l -> reader.local().view().revision());
        gauge("covey.users.online", l -> l.telemetry().online().size());
        this.cpu = MultiGauge.builder("covey.node.cpu").register(registry);
        this.online = MultiGauge.builder("covey.node.online").register(registry);
        this.traffic = MultiGauge.builder("covey.node.bytes.per.second").register(registry);
    }

    private void gauge(String name, ToDoubleFunction<Live> value) {
        Gauge.builder(name, live, value).strongReference(true).register(registry);
    }

    /** Counts one answered request by the class of its status. */
    public void answered(int status) {
        Counter.builder("covey.http.requests")
                .tag("status", status / 100 + "xx")
                .register(registry)
                .increment();
    }

    /** The figures as text. */
    String text() {
        var resources = reader.local();
        var figures = live.telemetry().latest();
        cpu.register(figures.stream().map(f -> row(resources, f.node(), f.cpu())).toList(), true);
        online.register(
                figures.stream().map(f -> row(resources, f.node(), f.online())).toList(), true);
        traffic.register(
                figures.stream()
                        .map(
                                f ->
                                        row(
                                                resources,
                                                f.node(),
                                                (double)
                                                        (f.rxBytesPerSecond()
                                                                + f.txBytesPerSecond())))
                        .toList(),
                true);
        return registry.scrape();
    }

    private static MultiGauge.Row<?> row(Resources resources, String node, double value) {
        String name = resources.get(Type.NODE, node).map(n -> n.name()).orElse(node);
        return MultiGauge.Row.of(Tags.of("node", name), value);
    }
}
