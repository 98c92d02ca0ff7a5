package dev.covey.master.api.resource;

import dev.covey.master.api.http.Fields;
import dev.covey.model.Check;
import dev.covey.model.Link;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what is said of servers and of roles. */
final class Servers {

    private static final int SSH = 22;

    private Servers() {}

    static Provisioner.Access access(Fields server) {
        Provisioner.Access access =
                new Provisioner.Access(
                        server.text("host"),
                        server.number("port", 1, 65535).orElse(SSH),
                        server.optionalText("user").orElse("root"),
                        server.optionalText("password"),
                        server.optionalText("privateKey"),
                        server.optionalText("hostKey"));
        server.end();
        Check.host("server.host", access.host());
        Check.that(
                access.user().matches("[a-z_][a-zA-Z0-9._-]{0,31}"),
                "server.user",
                "a user name",
                access.user());
        boolean one = access.password().isPresent() != access.privateKey().isPresent();
        Check.that(one, "server", "with either password or privateKey", "neither or both");
        access.hostKey()
                .ifPresent(
                        key ->
                                Check.that(
                                        key.matches("SHA256:[A-Za-z0-9+/]{43}=?"),
                                        "server.hostKey",
                                        "SHA256: and 43 characters of base64",
                                        key));
        return access;
    }

    /** The links of a node. */
    static List<Link> links(List<Fields> links) {
        return links.stream().map(Servers::link).toList();
    }

    private static Link link(Fields fields) {
        Link link =
                new Link(
                        fields.number("number", 0, Link.LAST).orElseThrow(Servers::noNumber),
                        fields.text("address"),
                        fields.number("priority", 0, 255).orElse(0));
        fields.end();
        return link;
    }

    private static ProblemException noNumber() {
        return new ProblemException(new Problem.Invalid("number", "a number", "missing"));
    }

    /** {@code worker}, {@code master}, {@code master,worker} or {@code witness}. */
    static Set<Role> roles(Optional<String> words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words.orElse("worker").split(",", -1)) {
            Optional<Role> role =
                    Arrays.stream(Role.values())
                            .filter(r -> r.name().toLowerCase(Locale.ROOT).equals(word.strip()))
                            .findFirst();
            Check.that(role.isPresent(), "role", "worker, master, master,worker or witness", word);
            roles.add(role.orElseThrow());
        }
        Check.that(
                !roles.contains(Role.WITNESS) || roles.size() == 1,
                "role",
                "worker, master, master,worker or witness",
                words.orElse(""));
        return roles;
    }

    /** The words that {@link #roles} reads as these. */
    static String words(Set<Role> roles) {
        return roles.stream()
                .sorted()
                .map(r -> r.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }
}
