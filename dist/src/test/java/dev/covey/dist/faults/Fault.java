package dev.covey.dist.faults;

import dev.covey.dist.lab.Host;
import dev.covey.dist.lab.Wall;
import java.util.stream.IntStream;

/** What can happen to a member, and how it ends. */
enum Fault {
    /** Its process ends at once, and is started again. */
    KILLED {
        @Override
        void begin(Members members, int member) {
            members.kill(member);
        }

        @Override
        void end(Members members, int member) {
            members.start(member, Wall.RIGHT);
        }
    },
    /** It stands still, and goes on as if nothing had happened. */
    FROZEN {
        @Override
        void begin(Members members, int member) {
            members.signal(member, "STOP");
        }

        @Override
        void end(Members members, int member) {
            members.signal(member, "CONT");
        }
    },
    /** Nobody reaches it, and it reaches nobody. */
    CUT_OFF {
        @Override
        void begin(Members members, int member) {
            members.host(member).unplug();
        }

        @Override
        void end(Members members, int member) {
            members.host(member).plug();
        }
    },
    /** The other members hear it; it does not hear them. */
    DEAF {
        @Override
        void begin(Members members, int member) {
            drop(members, member, "saddr", "input", "");
        }

        @Override
        void end(Members members, int member) {
            heal(members.host(member));
        }
    },
    /** It hears the other members; they do not hear it. */
    MUTE {
        @Override
        void begin(Members members, int member) {
            drop(members, member, "daddr", "output", "");
        }

        @Override
        void end(Members members, int member) {
            heal(members.host(member));
        }
    },
    /** A fifth of what it sends to the others is lost. */
    LOSSY {
        @Override
        void begin(Members members, int member) {
            drop(members, member, "daddr", "output", "numgen random mod 10 < 2");
        }

        @Override
        void end(Members members, int member) {
            heal(members.host(member));
        }
    },
    /** Its disk is full; then there is room again, and who keeps the machine starts it anew. */
    FULL {
        @Override
        void begin(Members members, int member) {
            members.fill(member);
        }

        @Override
        void end(Members members, int member) {
            members.empty(member);
            members.kill(member);
            members.start(member, Wall.RIGHT);
        }
    },
    /** Its disk is lost while it is down; it is removed and added anew. */
    SWAPPED {
        @Override
        void begin(Members members, int member) {
            members.kill(member);
            members.swap(member).remove();
        }

        @Override
        void end(Members members, int member) {
            members.swap(member).add();
        }
    },
    /** It is removed while it serves, perhaps leads, and added anew. */
    DISMISSED {
        @Override
        void begin(Members members, int member) {
            members.swap(member).remove();
        }

        @Override
        void end(Members members, int member) {
            members.swap(member).add();
        }
    },
    /** It is made to lead. */
    PROMOTED {
        @Override
        void begin(Members members, int member) {
            members.swap(member).lead();
        }

        @Override
        void end(Members members, int member) {
            members.swap(member + 1).lead();
        }
    },
    /** It starts anew on a machine whose clock is three days ahead, and then by the right one. */
    MISDATED {
        @Override
        void begin(Members members, int member) {
            members.kill(member);
            members.start(member, Wall.shifted("+3d"));
        }

        @Override
        void end(Members members, int member) {
            members.kill(member);
            members.start(member, Wall.RIGHT);
        }
    };

    abstract void begin(Members members, int member);

    abstract void end(Members members, int member);

    private static void drop(Members members, int member, String side, String hook, String chance) {
        Host host = members.host(member);
        String others =
                IntStream.range(0, Members.COUNT)
                        .filter(i -> i != member)
                        .mapToObj(i -> members.host(i).address())
                        .reduce((a, b) -> a + ", " + b)
                        .orElseThrow();
        host.run(
                "nft 'add table ip trial; add chain ip trial gate { type filter hook %1$s priority"
                                .formatted(hook)
                        + " 0; }; add rule ip trial gate ip %s { %s } %s drop'"
                                .formatted(side, others, chance));
    }

    private static void heal(Host host) {
        host.run("nft delete table ip trial");
    }
}
