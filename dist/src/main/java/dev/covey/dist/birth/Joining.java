package dev.covey.dist.birth;

import dev.covey.dist.directory.DataDirectory;
import dev.covey.dist.directory.NodeFile;
import dev.covey.model.Endpoint;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Role;
import dev.covey.model.json.Json;
import dev.covey.pki.ca.SigningRequest;
import dev.covey.pki.identity.IdentityDirectory;
import dev.covey.pki.identity.MasterKeyFiles;
import dev.covey.pki.identity.MasterKeys;
import dev.covey.pki.identity.NodeIdentity;
import dev.covey.pki.join.JoinString;
import dev.covey.pki.secretfile.SecretFile;
import dev.covey.pki.x509.Authorities;
import dev.covey.pki.x509.P256Key;
import dev.covey.pki.x509.Pem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Joins a cluster with a join string. */
public final class Joining {

    private final InstantSource clock;
    private final String version;

    /** Joins as a node of this version of Covey. */
    public Joining(InstantSource clock, String version) {
        this.clock = clock;
        this.version = version;
    }

    /**
     * Makes every check that can be made without joining, on this machine and in the cluster, and
     * refuses with all that fail, and those that are known already; returns the master that
     * answered.
     */
    public Endpoint check(
            JoinString string, DataDirectory directory, NodePlan plan, List<String> known) {
        boolean master = string.roles().contains(Role.MASTER);
        List<String> faults = new ArrayList<>(known);
        faults.addAll(plan.faults(directory.root(), master, clock.instant()));
        JoinClient client = new JoinClient(string, clock);
        Optional<Endpoint> answers = client.reachable(faults);
        answers.ifPresent(
                endpoint -> {
                    JsonNode body = request(string, plan, P256Key.make());
                    JsonNode check = client.send(endpoint, "/v1/join:check", body);
                    check.path("faults").forEach(f -> faults.add(f.path("detail").asString("")));
                    faults.addAll(Dialling.faults(check.path("masters"), master));
                    if (check.path("masters").isEmpty()) {
                        throw new ProblemException(
                                new Problem.Forbidden("join_refused", String.join("\n", faults)));
                    }
                });
        NodePlan.check(faults);
        return answers.orElseThrow();
    }

    /** Joins and fills the data directory; what fails is erased again. */
    public NodeFile join(JoinString string, DataDirectory directory, NodePlan plan) {
        directory.checkEmpty();
        Endpoint master = check(string, directory, plan, List.of());
        try {
            directory.prepare();
            IdentityDirectory identities = new IdentityDirectory(directory.pki());
            P256Key key = identities.key();
            var answer =
                    new JoinClient(string, clock)
                            .send(master, "/v1/join", request(string, plan, key));
            JoinReply reply = Json.read(answer, JoinReply.class);
            store(reply, directory, identities, key);
            NodeFile node = node(reply, plan, string);
            directory.write(node);
            return node;
        } catch (RuntimeException e) {
            directory.erase();
            throw e;
        }
    }

    private ObjectNode request(JoinString string, NodePlan plan, P256Key key) {
        ObjectNode body = Json.object();
        body.put("secretId", string.secretId());
        body.put("secret", string.secret().text());
        body.put("name", plan.name());
        body.set("roles", Json.tree(new Roles(string.roles())).get("roles"));
        body.put("signingRequest", base64(SigningRequest.make(key)));
        body.set("links", Json.tree(new Links(plan.links())).get("links"));
        body.put("publicAddress", plan.publicAddress());
        body.set("ports", Json.tree(plan.ports()));
        body.put("zone", plan.zone());
        body.put("version", version);
        body.put("clockMillis", clock.millis());
        return body;
    }

    private record Roles(java.util.Set<Role> roles) {}

    private record Links(List<dev.covey.model.Link> links) {}

    private static void store(
            JoinReply reply, DataDirectory directory, IdentityDirectory identities, P256Key key) {
        var chain = reply.chain().stream().map(c -> Pem.certificate(bytes(c))).toList();
        Authorities authorities =
                new Authorities(
                        reply.authorities().stream().map(c -> Pem.certificate(bytes(c))).toList());
        identities.store(new NodeIdentity(key, chain, authorities));
        reply.sealedKeys()
                .map(box -> MasterKeys.unwrap(bytes(box), key, authorities))
                .ifPresent(keys -> new MasterKeyFiles(directory.pki()).store(keys, key));
        SecretFile.write(directory.masters(), bytes(reply.masters()));
    }

    private static NodeFile node(JoinReply reply, NodePlan plan, JoinString string) {
        return new NodeFile(
                reply.clusterId(),
                reply.clusterName(),
                reply.nodeId(),
                reply.name(),
                string.roles(),
                plan.zone(),
                plan.links(),
                plan.publicAddress(),
                plan.ports(),
                plan.listen(),
                plan.certificate().map(f -> f.toAbsolutePath().toString()),
                plan.certificateKey().map(f -> f.toAbsolutePath().toString()),
                false);
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    new Problem.Malformed("malformed_reply", "The master's answer is damaged."));
        }
    }
}
