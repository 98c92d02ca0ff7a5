package dev.covey.master.command.fleet;

import dev.covey.master.command.Command;
import dev.covey.master.command.Drafted;
import dev.covey.master.command.Expect;
import dev.covey.master.command.Labels;
import dev.covey.master.command.Moment;
import dev.covey.model.ClusterSpec;
import dev.covey.model.ClusterStatus;
import dev.covey.model.Kind;
import dev.covey.model.Meta;
import dev.covey.model.Resource;
import dev.covey.model.Type;
import dev.covey.runtime.resource.Draft;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Changes a cluster; what is absent stays.
 *
 * @param cluster id
 * @param revision that the caller has read, if it says
 */
public record ChangeCluster(
        String cluster,
        OptionalLong revision,
        Optional<String> name,
        Optional<String> profileTitle,
        Optional<String> supportUrl,
        Labels labels)
        implements Command {

    @Override
    public Kind kind() {
        return Kind.CLUSTER;
    }

    @Override
    public String verb() {
        return "update";
    }

    @Override
    public Drafted draft(Moment moment) {
        Resource<ClusterSpec, ClusterStatus> old = moment.resources().need(Type.CLUSTER, cluster);
        Expect.revision(old, revision);
        ClusterSpec was = old.spec();
        ClusterSpec spec =
                new ClusterSpec(
                        was.self(),
                        profileTitle.orElse(was.profileTitle()),
                        supportUrl.orElse(was.supportUrl()),
                        was.firewallPorts());
        Meta next = labels.of(old.meta().named(name.orElse(old.name())));
        Draft draft = moment.draft();
        if (!spec.equals(was) || !next.equals(old.meta())) {
            draft.update(old, next.next(), spec);
        }
        return Drafted.of(draft, old.key(), "name " + next.name());
    }
}
