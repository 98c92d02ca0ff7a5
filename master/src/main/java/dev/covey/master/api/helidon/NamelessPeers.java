package dev.covey.master.api.helidon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Names become addresses as ever, but nobody is asked for the name of an address. Helidon 4.5 asks
 * for its peer's with each TLS connection and uses it for nothing, which costs seconds, and a
 * thread of the machine, wherever an address has no name. Found by the Java runtime, process-wide.
 */
public final class NamelessPeers extends InetAddressResolverProvider {

    /** For the Java runtime. */
    public NamelessPeers() {}

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new ForwardOnly(configuration.builtinResolver());
    }

    @Override
    public String name() {
        return "forward lookups only";
    }

    private record ForwardOnly(InetAddressResolver builtin) implements InetAddressResolver {

        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                throws UnknownHostException {
            return builtin.lookupByName(host, policy);
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            throw new UnknownHostException("addresses are not looked up");
        }
    }
}
