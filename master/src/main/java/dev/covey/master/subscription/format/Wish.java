package dev.covey.master.subscription.format;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is to be answered: a form for an application, or the page. */
public sealed interface Wish {

    /** A person looks at it. */
    record Page() implements Wish {}

    /** An application reads it. */
    record File(Format format) implements Wish {}

    /** The word that asks for the page. */
    String PAGE = "html";

    /** An application by the start of its {@code User-Agent}, and what it understands best. */
    record Application(Pattern start, Format format) {}

    /** The first that fits wins; whoever is not here understands share links. */
    List<Application> APPLICATIONS =
            List.of(
                    application("SFA|SFI|SFM|SFT", Format.SING_BOX_TUN),
                    application("sing-box|karing|hiddify", Format.SING_BOX),
                    application(
                            "clash-verge|clash[-.]?meta|clashmeta|flclash|mihomo|murge"
                                    + "|koala-clash|stash|clash",
                            Format.MIHOMO));

    /**
     * What a request asks for: the parameter {@code format} wins over {@code Accept}, and that over
     * {@code User-Agent}. Absent if the parameter is a word that there is not.
     */
    static Optional<Wish> of(
            Optional<String> format, Optional<String> accept, Optional<String> userAgent) {
        if (format.isPresent()) {
            return format.get().equals(PAGE)
                    ? Optional.of(new Page())
                    : Format.of(format.get()).map(File::new);
        }
        if (accept.filter(a -> a.contains("text/html")).isPresent()) {
            return Optional.of(new Page());
        }
        String agent = userAgent.orElse("");
        return Optional.of(
                new File(
                        APPLICATIONS.stream()
                                .filter(a -> a.start().matcher(agent).lookingAt())
                                .map(Application::format)
                                .findFirst()
                                .orElse(Format.BASE64)));
    }

    private static Application application(String start, Format format) {
        return new Application(Pattern.compile(start, Pattern.CASE_INSENSITIVE), format);
    }
}
