package dev.covey.master.reign;

import dev.covey.master.control.access.AccessController;
import dev.covey.master.control.cluster.ClusterController;
import dev.covey.master.control.cluster.Health;
import dev.covey.master.control.membership.Liveness;
import dev.covey.master.control.membership.MembershipController;
import dev.covey.master.control.operations.OperationEffect;
import dev.covey.master.control.operations.OperationsController;
import dev.covey.master.control.placement.PlacementController;
import dev.covey.master.control.pruning.PruningController;
import dev.covey.master.control.quorum.ChangeEffect;
import dev.covey.master.control.quorum.QuorumController;
import dev.covey.master.control.routes.RoutesController;
import dev.covey.master.dispatch.Dispatch;
import dev.covey.model.Epoch;
import dev.covey.runtime.clustertime.Jump;
import dev.covey.runtime.control.Controller;
import dev.covey.runtime.control.Decision;
import dev.covey.runtime.control.Effector;
import dev.covey.runtime.control.Engine;
import dev.covey.runtime.control.Registry;
import dev.covey.runtime.quorum.QuorumView;
import dev.covey.runtime.task.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One reign of this master. Safe for use by many threads. */
final class Reign {
    private final Epoch epoch;
    private final Seat seat;
    private final Engine engine;
    private final Dispatch dispatch;
    private final Compaction compaction;
    private final List<Running> running = new ArrayList<>();

    Reign(Epoch epoch, Seat seat, Consumer<Decision> journal) {
        this.epoch = epoch;
        this.seat = seat;
        Running controllers = new Running();
        Running sessions = new Running();
        this.dispatch =
                new Dispatch(
                        new Dispatch.Reign(epoch, seat.self()),
                        new Dispatch.Ports(
                                seat.store().store(),
                                seat.store().decoded(),
                                seat.time().cluster(),
                                seat.telemetry(),
                                seat.secrets().opener(),
                                seat.secrets().issuer(),
                                seat.secrets().signer()),
                        seat.ids(),
                        sessions,
                        this::heardAfterSilence);
        Engine.Ports ports =
                new Engine.Ports(
                        seat.store().store(),
                        seat.store().decoded(),
                        seat.time().cluster(),
                        seat.ids(),
                        effector());
        this.engine = new Engine(epoch, new Registry(controllers()), ports, controllers, journal);
        this.compaction = new Compaction(epoch, seat.store().store());
        running.add(controllers);
        running.add(sessions);
    }

    /** A machine that is stepped, and can be woken before it is. */
    private static final class Running implements Runnable {
        private volatile Drive.Driven driven =
                new Drive.Driven() {
                    @Override
                    public void wake() {}

                    @Override
                    public void close() {}
                };

        @Override
        public void run() {
            driven.wake();
        }

        /** Steps a machine until it has finished. */
        void start(Drive drive, String name, Loop.Step machine, BooleanSupplier finished) {
            driven =
                    drive.start(
                            name,
                            nanos -> {
                                Duration pause = machine.step(nanos);
                                if (finished.getAsBoolean()) {
                                    driven.close();
                                }
                                return pause;
                            });
            driven.wake();
        }
    }

    /** Sets everything going. */
    void start(Drive drive) {
        engine.start();
        running.get(0).start(drive, "controllers " + epoch, engine, engine::isOver);
        running.get(1).start(drive, "dispatch " + epoch, dispatch, dispatch::isFinished);
        Running compacting = new Running();
        running.add(compacting);
        compacting.start(drive, "compaction " + epoch, compaction, compaction::isOver);
    }

    /** Has everything end, which it does in its own next step. */
    void end() {
        engine.stop();
        dispatch.stop();
        compaction.stop();
        running.forEach(Running::run);
    }

    Epoch epoch() {
        return epoch;
    }

    Dispatch dispatch() {
        return dispatch;
    }

    /** The engine, to nudge. */
    Engine engine() {
        return engine;
    }

    private void heardAfterSilence(String node) {
        engine.nudge(MembershipController.NAME, node);
    }

    private Effector effector() {
        Effector group = ChangeEffect.on(seat.store().quorum());
        Effector work = seat.jobs().effector(seat.threads(), seat.store().store());
        return (effect, scope) ->
                effect instanceof OperationEffect
                        ? work.start(effect, scope)
                        : group.start(effect, scope);
    }

    /** Swept in this order: the one with a key for each user comes last. */
    private List<Controller> controllers() {
        return List.of(
                new MembershipController(liveness(), this::inGroup),
                new ClusterController(health()),
                new QuorumController(seat.store().quorum()),
                new PlacementController(),
                new RoutesController(),
                new OperationsController(seat.jobs()),
                new PruningController(),
                new AccessController());
    }

    private boolean inGroup(String node) {
        return seat.store().quorum().view().member(node).isPresent();
    }

    private Liveness liveness() {
        long since = seat.time().clock().nanos();
        return new Liveness() {
            @Override
            public long since() {
                return since;
            }

            @Override
            public Optional<Long> heard(String node) {
                return dispatch.heartbeats().heard(node);
            }

            @Override
            public Optional<Duration> ahead(String node) {
                return dispatch.heartbeats().ahead(node);
            }
        };
    }

    private Health health() {
        return new Health() {
            @Override
            public QuorumView quorum() {
                return seat.store().quorum().view();
            }

            @Override
            public Optional<Jump> jump() {
                return seat.time().cluster().jump();
            }
        };
    }
}
