package dev.covey.master.api.resource;

import dev.covey.model.NodeSpec;
import dev.covey.model.NodeStatus;
import dev.covey.model.Resource;
import dev.covey.model.json.Json;
import dev.covey.pki.ca.CertificateOrder;
import dev.covey.pki.ca.SigningRequest;
import dev.covey.pki.identity.MasterKeys;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.Fingerprint;
import dev.covey.runtime.ids.Ids;
import dev.covey.runtime.resource.Resources;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a machine is given that was let in: certificates, masters, and the keys of a master. */
public final class Enrolment {

    private final Supplier<MasterKeys> keys;
    private final Supplier<Authorities> authorities;
    private final Function<Resources, byte[]> masters;
    private final InstantSource time;
    private final Ids ids;

    /**
     * Enrols with a master's keys.
     *
     * @param masters the signed list of masters, as agents keep it
     * @param time cluster time
     */
    public Enrolment(
            Supplier<MasterKeys> keys,
            Supplier<Authorities> authorities,
            Function<Resources, byte[]> masters,
            InstantSource time,
            Ids ids) {
        this.keys = keys;
        this.authorities = authorities;
        this.masters = masters;
        this.time = time;
        this.ids = ids;
    }

    ObjectNode papers(
            Resources resources, Resource<NodeSpec, NodeStatus> node, SigningRequest signing) {
        var cluster = ClusterEndpoints.self(resources);
        CertificateOrder order =
                CertificateOrder.node(cluster.id(), node.id(), signing.key(), Set.of(), Set.of());
        List<X509Certificate> chain =
                keys.get().authority().issue(order, time.instant(), ids::secret);
        ObjectNode papers = Json.object();
        papers.put("clusterId", cluster.id());
        papers.put("clusterName", cluster.name());
        papers.put("nodeId", node.id());
        papers.put("name", node.name());
        certificates(papers.putArray("chain"), chain);
        certificates(papers.putArray("authorities"), authorities.get().certificates());
        papers.put("masters", base64(masters.apply(resources)));
        if (node.spec().master()) {
            papers.put("sealedKeys", base64(keys.get().wrapFor(signing.key())));
        }
        return papers;
    }

    private static void certificates(ArrayNode list, List<X509Certificate> certificates) {
        certificates.forEach(c -> list.add(base64(Fingerprint.der(c))));
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }
}
