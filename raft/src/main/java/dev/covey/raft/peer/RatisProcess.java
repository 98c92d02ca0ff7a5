package dev.covey.raft.peer;

import org.apache.ratis.util.ExitUtils;

/** What Ratis keeps once for a whole process. */
public final class RatisProcess {

    private static final String NETTY = "org.apache.ratis.thirdparty.io.netty.allocator.";

    /** Must run before any other class of Ratis is used. */
    public static void prepare() {
        // Thread-local buffer caches and many arenas cost memory and bring nothing here.
        preset(NETTY + "useCacheForAllThreads", "false");
        preset(NETTY + "numDirectArenas", "1");
        preset(NETTY + "numHeapArenas", "1");
        // Chunks of 1 MiB (8 KiB pages, doubled so many times) instead of 4.
        preset(NETTY + "maxOrder", "7");
        // Ratis ends the whole process when it cannot start; the store reports instead.
        ExitUtils.disableSystemExit();
        NodeResolver.register();
    }

    private static void preset(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private RatisProcess() {}
}
