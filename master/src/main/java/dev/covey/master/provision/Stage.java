package dev.covey.master.provision;

/** The stages of bringing a server in, in order. */
public enum Stage {
    CONNECT("Connect"),
    CHECK("Check"),
    UPLOAD("Upload"),
    INSTALL("Install"),
    JOIN("Join"),
    VERIFY("Verify");

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    /** What people see. */
    public String title() {
        return title;
    }
}
