package dev.covey.master.command.access;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Moment;
import dev.covey.model.Check;
import dev.covey.model.JoinStringSpec;
import dev.covey.model.Key;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.Role;
import dev.covey.pki.join.Cidr;
import dev.covey.pki.join.JoinSecret;
import java.time.Duration;
import java.util.Set;

/**
 * Makes a permission to join, whose secret is shown once.
 *
 * @param life one minute to 30 days
 * @param uses how many machines may join with it, 1-1000
 * @param cidr where joiners must come from; empty for anywhere
 */
public record CreateJoinString(Set<Role> roles, Duration life, int uses, String cidr)
        implements Command {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    @Override
    public Kind kind() {
        return Kind.JOIN_STRING;
    }

    @Override
    public String verb() {
        return "create";
    }

    @Override
    public Drafted draft(Moment moment) {
        Check.that(
                life.compareTo(SHORTEST) >= 0 && life.compareTo(LONGEST) <= 0,
                "ttlSeconds",
                "from 60 to 2592000",
                life.toSeconds());
        Check.that(
                !roles.contains(Role.WITNESS) || roles.size() == 1,
                "role",
                "witness alone, or worker, master or master,worker",
                roles);
        if (!cidr.isEmpty()) {
            Cidr.parse(cidr);
        }
        Expect.unlocked(moment.resources());
        JoinSecret secret = JoinSecret.make(moment.ids()::secret);
        String id = moment.ids().id();
        Meta meta = Meta.first(id, "join-" + id.substring(0, 8), moment.now());
        JoinStringSpec spec =
                new JoinStringSpec(roles, secret.hash(), moment.now().plus(life), uses, cidr);
        return Drafted.of(
                        moment.draft().create(meta, spec),
                        new Key(Kind.JOIN_STRING, id),
                        "roles " + roles + ", uses " + uses)
                .showing(secret.text());
    }
}
