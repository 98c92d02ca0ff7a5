package dev.covey.dist.program;

import java.util.Optional;

/** Which version of Covey this is. */
public final class Version {

    private Version() {}

    /** Such as {@code 0.1.0}; {@code development} where nothing was packaged. */
    public static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .map(v -> v.replace("-SNAPSHOT", ""))
                .orElse("development");
    }
}
