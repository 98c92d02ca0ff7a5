package dev.covey.dist.birth;

import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.model.Role;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.identity.IdentityDirectory;
import dev.covey.pki.identity.MasterKeyFiles;
import dev.covey.pki.identity.MasterKeys;
import dev.covey.pki.identity.NodeIdentity;
import dev.covey.pki.secretfile.SecretFile;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import dev.covey.runtime.ids.Ids;
import java.time.InstantSource;
import java.util.Set;

/** Founds a cluster of one node in an empty data directory. */
public final class Founding {

    private final InstantSource clock;
    private final Ids ids;

    /** Founds with these clocks and this chance. */
    public Founding(InstantSource clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Makes keys, authority and node file. The first administrator's password is left in the
     * directory for the first start. What fails is erased again.
     */
    public NodeFile found(
            DataDirectory directory,
            String clusterName,
            NodePlan plan,
            Set<Role> roles,
            String adminPassword) {
        directory.checkEmpty();
        try {
            directory.prepare();
            NodeFile node = node(clusterName, plan, roles);
            MasterKeys keys = MasterKeys.make(node.clusterId(), clock.instant(), ids::secret);
            IdentityDirectory identities = new IdentityDirectory(directory.pki());
            P256Key key = identities.key();
            var order =
                    CertificateOrder.node(
                            node.clusterId(), node.nodeId(), key.publicKey(), Set.of(), Set.of());
            var chain = keys.authority().issue(order, clock.instant(), ids::secret);
            var known = Authorities.of(keys.authority().certificate());
            identities.store(new NodeIdentity(key, chain, known));
            new MasterKeyFiles(directory.pki()).store(keys, key);
            SecretFile.write(directory.adminPassword(), adminPassword + "\n");
            directory.write(node);
            return node;
        } catch (RuntimeException e) {
            directory.erase();
            throw e;
        }
    }

    private NodeFile node(String clusterName, NodePlan plan, Set<Role> roles) {
        return new NodeFile(
                ids.id(),
                clusterName,
                ids.id(),
                plan.name(),
                roles,
                plan.zone(),
                plan.links(),
                plan.publicAddress(),
                plan.ports(),
                plan.listen(),
                plan.certificate().map(f -> f.toAbsolutePath().toString()),
                plan.certificateKey().map(f -> f.toAbsolutePath().toString()),
                true);
    }
}
