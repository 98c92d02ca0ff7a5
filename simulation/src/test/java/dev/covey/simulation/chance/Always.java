package dev.covey.simulation.chance;

import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.runtime.resource.Resources;
import dev.covey.simulation.Machine;
import dev.covey.simulation.Simulation;
import dev.covey.simulation.worker.Core;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold after every step, whatever is broken. For one thread. */
final class Always {

    private final Simulation simulation;
    private final Wishes wishes;
    private final Rivals rivals;
    private final Map<String, Serving> before = new HashMap<>();
    private final Set<String> breaches = new HashSet<>();

    /** What one life of a core serves: numbers of users by inbound. */
    private record Serving(String life, Map<String, Set<Long>> users) {}

    Always(Simulation simulation, Wishes wishes, Rivals rivals) {
        this.simulation = simulation;
        this.wishes = wishes;
        this.rivals = rivals;
    }

    /** Looks; returns what does not hold. */
    List<String> breaches() {
        breaches.clear();
        breaches.addAll(simulation.breaches());
        breaches.addAll(wishes.breaches());
        simulation.errors().forEach(error -> breaches.add("logged as an error: " + error));
        Resources newest = newest(simulation);
        breaches.addAll(Whole.breaches(newest));
        breaches.addAll(rivals.breaches(newest));
        promises(newest);
        counters(newest);
        workers(newest);
        return new ArrayList<>(breaches);
    }

    /** The store as the member has it that knows most. */
    static Resources newest(Simulation simulation) {
        return simulation.group().members().stream()
                .map(member -> simulation.group().cluster().store(member).view())
                .max(Comparator.comparingLong(view -> view.revision()))
                .map(Resources::new)
                .orElseThrow();
    }

    /** What was acknowledged is there, and what was refused is not. */
    private void promises(Resources newest) {
        for (Wishes.Person person : wishes.people()) {
            boolean there = newest.named(Type.USER, person.name()).isPresent();
            check(there || !person.isMade() || person.mayBeGone(), person.name() + " is lost");
            check(!there || !person.isGone(), person.name() + " is back from the dead");
            check(!there || !person.isNever(), person.name() + " was refused and is there");
        }
        for (String route : wishes.routes()) {
            check(newest.named(Type.ROUTE, route).isPresent(), "route " + route + " is lost");
        }
        Set<String> subjects = new HashSet<>();
        newest.list(Type.OPERATION)
                .forEach(
                        operation ->
                                check(
                                        subjects.add(operation.spec().subject()),
                                        "done twice: " + operation.spec().subject()));
    }

    /** Nobody is charged for more than was carried. */
    private void counters(Resources newest) {
        for (Resource<UserSpec, UserStatus> user : newest.list(Type.USER)) {
            long number = user.spec().number();
            long counted = Calm.counted(newest, number);
            long carried = Calm.sum(simulation, Core::carried, number);
            check(
                    counted <= carried,
                    "%s: %d bytes counted of %d".formatted(user.name(), counted, carried));
        }
    }

    /** A core that lives stops serving nobody whom nobody touched. */
    private void workers(Resources newest) {
        Map<Long, Wishes.Person> untouched = new HashMap<>();
        for (Wishes.Person person : wishes.people()) {
            newest.named(Type.USER, person.name())
                    .filter(user -> person.isUntouched())
                    .ifPresent(user -> untouched.put(user.spec().number(), person));
        }
        for (Machine machine : simulation.machines()) {
            Optional<Serving> now = serving(machine.core());
            Serving was = before.get(machine.name());
            if (now.isPresent() && was != null && was.life().equals(now.get().life())) {
                compare(machine.name(), was, now.get(), untouched);
            }
            now.ifPresentOrElse(
                    serving -> before.put(machine.name(), serving),
                    () -> before.remove(machine.name()));
        }
    }

    private void compare(
            String machine, Serving was, Serving now, Map<Long, Wishes.Person> untouched) {
        was.users()
                .forEach(
                        (inbound, users) -> {
                            Set<Long> still = now.users().getOrDefault(inbound, Set.of());
                            check(
                                    now.users().containsKey(inbound),
                                    machine + " stopped serving " + inbound);
                            for (Long user : users) {
                                check(
                                        still.contains(user) || !untouched.containsKey(user),
                                        "%s cut user number %d off".formatted(machine, user));
                            }
                        });
    }

    private static Optional<Serving> serving(Core core) {
        Map<String, Set<Long>> users = new HashMap<>();
        core.served().forEach((id, gate) -> users.put(id, Set.copyOf(gate.users().keySet())));
        return core.life().map(life -> new Serving(life, users));
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            breaches.add(otherwise);
        }
    }
}
