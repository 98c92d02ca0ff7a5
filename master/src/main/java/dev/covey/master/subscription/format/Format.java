package dev.covey.master.subscription.format;

import dev.covey.master.subscription.profile.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms in which client applications take a subscription. Browsers get a page instead. */
public enum Format {
    /** Share links, one a line, all in base64: what every application understands. */
    BASE64("base64", "text/plain; charset=utf-8", ".txt"),
    /** Share links as they are, one a line. */
    LINKS("links", "text/plain; charset=utf-8", ".txt"),
    /** sing-box as a local proxy. */
    SING_BOX("sing-box", "application/json", ".json"),
    /** sing-box as the VPN of the whole device, for its own applications. */
    SING_BOX_TUN("sing-box-tun", "application/json", ".json"),
    /** An array of Xray configurations, one a line. */
    XRAY("xray", "application/json", ".json"),
    /** Mihomo, which others call Clash Meta. */
    MIHOMO("mihomo", "text/yaml; charset=utf-8", ".yaml");

    private static final int LONGEST = 32;

    private final String word;
    private final String mediaType;
    private final String ending;

    Format(String word, String mediaType, String ending) {
        this.word = word;
        this.mediaType = mediaType;
        this.ending = ending;
    }

    /** The word that asks for it, as in {@code ?format=sing-box}. */
    public String word() {
        return word;
    }

    /** For the header {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    /** How names of its files end. */
    public String ending() {
        return ending;
    }

    /** The body; at least one entry. */
    public byte[] write(List<Entry> entries) {
        return switch (this) {
            case BASE64 -> ShareLinks.base64(entries);
            case LINKS -> ShareLinks.plain(entries);
            case SING_BOX -> SingBox.proxy(entries);
            case SING_BOX_TUN -> SingBox.tunnel(entries);
            case XRAY -> Xray.array(entries);
            case MIHOMO -> Mihomo.document(entries);
        };
    }

    /** The format that a word asks for, whatever its case and with or without hyphens. */
    public static Optional<Format> of(String word) {
        return Arrays.stream(values()).filter(f -> plain(f.word).equals(plain(word))).findFirst();
    }

    private static String plain(String word) {
        return word.length() > LONGEST ? "" : word.toLowerCase(Locale.ROOT).replace("-", "");
    }

    /** All words, for people. */
    public static String words() {
        return Arrays.stream(values()).map(Format::word).collect(Collectors.joining(", "));
    }
}
