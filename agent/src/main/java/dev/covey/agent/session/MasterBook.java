package dev.covey.agent.session;

import dev.covey.model.Endpoint;
import dev.covey.model.ProblemException;
import dev.covey.pki.secretfile.SecretFile;
import dev.covey.wire.MastersList;
import dev.covey.wire.v1.Master;
import dev.covey.wire.v1.Masters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The masters this node knows: a list signed by the cluster's authority, kept on the disk, replaced
 * only by a newer one. For one thread.
 */
public final class MasterBook {

    private static final Logger LOG = LoggerFactory.getLogger(MasterBook.class);
    private static final int MOST_BYTES = 1 << 20;

    /** A way to a master. */
    record Door(String master, Endpoint address) {}

    private final Shelf shelf;
    private final Certificates certificates;
    private final Optional<Door> own;
    private Masters list = Masters.getDefaultInstance();

    /** Where the list outlives the agent. */
    public interface Shelf {
        /** What was written last. */
        Optional<String> read();

        /** Replaces it; a failure is a {@link ProblemException}. */
        void write(String text);

        /** A file with mode 0600. */
        static Shelf file(Path file) {
            return new Shelf() {
                @Override
                public Optional<String> read() {
                    return SecretFile.readText(file, MOST_BYTES);
                }

                @Override
                public void write(String text) {
                    SecretFile.write(file, text);
                }
            };
        }
    }

    /** The book in a file; see {@link #MasterBook(Shelf, Certificates, Optional)}. */
    public MasterBook(Path file, Certificates certificates, Optional<Own> own) {
        this(Shelf.file(file), certificates, own);
    }

    /**
     * The book on its shelf.
     *
     * @param own where this node's own master listens, if it is one: dialled in place of its public
     *     addresses, which may not be reachable from itself
     */
    public MasterBook(Shelf shelf, Certificates certificates, Optional<Own> own) {
        this.shelf = shelf;
        this.certificates = certificates;
        this.own = own.map(o -> new Door(o.node(), o.address()));
        shelf.read().ifPresent(text -> list = MastersList.parse(text));
    }

    /** This node's own master. */
    public record Own(String node, Endpoint address) {}

    /** The list as it is. */
    public Masters list() {
        return list;
    }

    /** Takes up a list if it is genuine and newer; says whether it names others than before. */
    boolean learn(Masters other) {
        if (other.getMastersCount() == 0 || other.getRevision() <= list.getRevision()) {
            return false;
        }
        byte[] content = MastersList.content(other);
        if (!certificates.verify(
                MastersList.HEADING, content, other.getSignature().toByteArray())) {
            LOG.warn("a list of masters without a signature of the cluster's authority is ignored");
            return false;
        }
        boolean news = !other.getMastersList().equals(list.getMastersList());
        list = other;
        try {
            shelf.write(MastersList.text(other));
        } catch (ProblemException e) {
            LOG.error("the list of masters cannot be saved", e);
        }
        return news;
    }

    /**
     * All ways to masters, in the order in which to try them: the active one's first.
     *
     * @param avoided a master whose doors come last, whatever the list says of it; empty for none
     */
    List<Door> doors(String avoided) {
        List<Door> doors = new ArrayList<>();
        list.getMastersList().stream()
                .sorted(Comparator.comparing(Master::getActive).reversed())
                .forEach(master -> addDoors(doors, master));
        own.filter(door -> !doors.contains(door)).ifPresent(doors::add);
        doors.sort(Comparator.comparing(door -> door.master().equals(avoided)));
        return doors;
    }

    private void addDoors(List<Door> doors, Master master) {
        if (own.isPresent() && own.get().master().equals(master.getId())) {
            doors.add(own.get());
            return;
        }
        MastersList.addresses(master)
                .forEach(address -> doors.add(new Door(master.getId(), address)));
    }
}
