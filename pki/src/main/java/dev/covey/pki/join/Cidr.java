package dev.covey.pki.join;

import dev.covey.model.Check;
import dev.covey.pki.x509.IpAddress;
import java.net.InetAddress;

/**
 * A range of addresses (RFC 4632, RFC 4291 2.3), such as {@code 10.0.0.0/8} or {@code
 * 2001:db8::/32}; a bare address is a range of one.
 *
 * @param bits how many leading bits count
 */
public record Cidr(InetAddress address, int bits) {

    private static final String EXPECTED = "an address range such as 10.0.0.0/8 or 2001:db8::/32";

    public Cidr {
        Check.range("cidr", bits, 0, address.getAddress().length * 8L);
    }

    /** Reads a range; anything else is refused naming {@code cidr}. */
    public static Cidr parse(String text) {
        Check.text("cidr", text, 1, 64);
        int slash = text.indexOf('/');
        String head = slash < 0 ? text : text.substring(0, slash);
        Check.that(IpAddress.is(head), "cidr", EXPECTED, text);
        InetAddress address = InetAddress.ofLiteral(head);
        if (slash < 0) {
            return new Cidr(address, address.getAddress().length * 8);
        }
        String tail = text.substring(slash + 1);
        Check.that(tail.matches("0|[1-9][0-9]{0,2}"), "cidr", EXPECTED, text);
        return new Cidr(address, Integer.parseInt(tail));
    }

    /** True if the address is in the range; an address of the other family never is. */
    public boolean contains(InetAddress other) {
        byte[] own = address.getAddress();
        byte[] given = other.getAddress();
        if (own.length != given.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i & 7);
            if ((own[i >> 3] & mask) != (given[i >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + bits;
    }
}
