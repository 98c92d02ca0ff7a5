package dev.covey.master.control.quorum;

import dev.covey.model.Endpoint;
import dev.covey.runtime.quorum.PeerSpec;
import dev.covey.runtime.quorum.Quorum;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** One change of the group. */
sealed interface Change {
    /** In a few words; the same change has the same words. */
    String words();

    /** Asks for it. */
    CompletionStage<Void> on(Quorum quorum);

    /** Lets a node in without a vote. */
    record Admit(PeerSpec peer) implements Change {
        @Override
        public String words() {
            return "admit " + peer.node();
        }

        @Override
        public CompletionStage<Void> on(Quorum quorum) {
            return quorum.addLearner(peer);
        }
    }

    /** Gives nodes a vote. */
    record Promote(Set<String> nodes) implements Change {
        @Override
        public String words() {
            return "promote " + String.join(" and ", new TreeSet<>(nodes));
        }

        @Override
        public CompletionStage<Void> on(Quorum quorum) {
            return quorum.promote(nodes);
        }
    }

    /** Takes a node out. */
    record Remove(String node) implements Change {
        @Override
        public String words() {
            return "remove " + node;
        }

        @Override
        public CompletionStage<Void> on(Quorum quorum) {
            return quorum.remove(node);
        }
    }

    /** Lets another lead, because this one goes out. */
    record HandOver(String to) implements Change {
        @Override
        public String words() {
            return "hand over to " + to;
        }

        @Override
        public CompletionStage<Void> on(Quorum quorum) {
            return quorum.transferLeadership(to);
        }
    }

    /** Says where a node listens. */
    record Readdress(String node, List<Endpoint> addresses) implements Change {
        @Override
        public String words() {
            return "readdress " + node;
        }

        @Override
        public CompletionStage<Void> on(Quorum quorum) {
            return quorum.readdress(node, addresses);
        }
    }
}
