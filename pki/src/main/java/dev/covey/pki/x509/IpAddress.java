package dev.covey.pki.x509;

import dev.covey.model.Check;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** IP addresses in writing. Never asks a name server. */
public final class IpAddress {

    private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]{2,39}(\\.[0-9.]{5,11})?");

    private IpAddress() {}

    /** True if the text is an IPv4 or IPv6 address without a scope. */
    public static boolean is(String text) {
        try {
            return (V4.matcher(text).matches() || (V6.matcher(text).matches() && colons(text)))
                    && InetAddress.ofLiteral(text).getAddress().length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Reads an address; anything else is refused naming the field. */
    public static InetAddress read(String field, String text) {
        Check.that(is(text), field, "an IPv4 or IPv6 address", text);
        return InetAddress.ofLiteral(text);
    }

    private static boolean colons(String text) {
        return text.indexOf(':') >= 0;
    }
}
