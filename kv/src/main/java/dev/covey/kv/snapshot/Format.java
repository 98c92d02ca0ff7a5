package dev.covey.kv.snapshot;

/** What writer and reader agree on. */
final class Format {

    /** "COVEYKV" and a line feed, which a transfer as text would mutilate. */
    static final long MAGIC = 0x434f_5645_594b_560aL;

    static final int VERSION = 1;

    /** A block ends with the record that brings it to so many bytes. */
    static final int BLOCK = 64 << 10;

    /** No block is longer: a record is hardly longer than the longest request. */
    static final int MAX_BLOCK = 4 << 20;

    static final int CONTROL = 1;
    static final int SPACE = 2;
    static final int KEY = 3;
    static final int VERSION_OF_KEY = 4;
    static final int MEMORY = 5;
    static final int REPLY = 6;
    static final int END = 7;
    static final int LEASE = 8;

    private Format() {}
}
