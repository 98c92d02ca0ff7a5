package dev.covey.dist.birth;

import java.util.List;
import java.util.Optional;

/**
 * What a master answers a machine that it lets in; all bytes are base64.
 *
 * @param chain the node's certificates, DER, leaf first
 * @param authorities DER
 * @param masters the signed list of masters, as agents keep it
 * @param sealedKeys the masters' keys, encrypted for the joiner; for masters only
 */
record JoinReply(
        String clusterId,
        String clusterName,
        String nodeId,
        String name,
        List<String> chain,
        List<String> authorities,
        String masters,
        Optional<String> sealedKeys) {}
