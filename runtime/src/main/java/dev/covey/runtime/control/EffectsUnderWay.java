package dev.covey.runtime.control;

import dev.covey.model.Epoch;
import dev.covey.runtime.store.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The effects that an engine has started and whose end is not yet dealt with. For one thread. */
final class EffectsUnderWay {
    private static final Logger LOG = LoggerFactory.getLogger(EffectsUnderWay.class);
    private static final int MOST = 64;

    private final Epoch epoch;
    private final Engine.Ports ports;
    private final long begun;
    private final Inbox inbox;
    private final BooleanSupplier over;
    private final Set<String> ids = new HashSet<>();

    /** A reign that began at a revision of the store. */
    EffectsUnderWay(
            Epoch epoch, Engine.Ports ports, long begun, Inbox inbox, BooleanSupplier over) {
        this.epoch = epoch;
        this.ports = ports;
        this.begun = begun;
        this.inbox = inbox;
        this.over = over;
    }

    /**
     * Starts an effect unless it is under way.
     *
     * @return false if too many are under way: ask again later
     */
    boolean start(Effect effect, Work work) {
        if (ids.contains(effect.id())) {
            return true;
        }
        if (ids.size() >= MOST) {
            return false;
        }
        long written = ports.store().view().get(effect.row()).map(Row::modRevision).orElse(0L);
        if (written <= begun) {
            LOG.error("{} wants {}, but did not write '{}' first", work, effect.id(), effect.row());
            return true;
        }
        ids.add(effect.id());
        carryOut(effect, work);
        return true;
    }

    private void carryOut(Effect effect, Work work) {
        Scope scope =
                new Scope(
                        epoch,
                        ports.store().leadership(),
                        over,
                        (stage, line) -> tell(work, new News.Progress(effect, stage, line)));
        ports.effector()
                .start(effect, scope)
                .whenComplete((result, failure) -> tell(work, end(effect, result, failure)));
    }

    private void tell(Work work, News news) {
        inbox.add(new Note.Heard(work, news));
    }

    private static News end(Effect effect, String result, Throwable failure) {
        return failure == null
                ? new News.Done(effect, result)
                : new News.Failed(effect, Effector.problem(failure));
    }

    /** Its end was made part of a committed plan: from now on it may be started anew. */
    void dealtWith(List<News> news) {
        for (News one : news) {
            if (!(one instanceof News.Progress)) {
                ids.remove(one.effect().id());
            }
        }
    }
}
