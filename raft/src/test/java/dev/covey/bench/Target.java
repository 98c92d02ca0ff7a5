package dev.covey.bench;

import java.io.IOException;
import java.util.List;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;

/** A cluster under measurement. */
interface Target extends AutoCloseable {

    /** A connection to each member. */
    List<ManagedChannel> members();

    /** Which member leads now; waits for one. */
    int leader();

    /** Kills a member at once. */
    void kill(int member);

    /** Starts a killed member again and waits until it answers. */
    void restart(int member) throws IOException;

    /** The resident memory of the largest member, in bytes. */
    long memory();

    /** What the members used of the processors so far, in seconds. */
    double cpu();

    @Override
    void close();
}
