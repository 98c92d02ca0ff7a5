package dev.covey.etcd.auth;

import dev.covey.kv.Bytes;
import dev.covey.kv.Limits;
import dev.covey.kv.codec.Decoder;
import dev.covey.kv.codec.Encoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user.
 *
 * @param password empty for one who is known by a certificate only
 */
record User(List<String> roles, Optional<Password> password) {

    /** The one who must be there before anybody must say who they are. */
    static final String ROOT = "root";

    User {
        roles = List.copyOf(roles);
    }

    boolean isRoot() {
        return roles.contains(Role.ROOT);
    }

    User withRole(String role) {
        return new User(
                Stream.concat(roles.stream(), Stream.of(role)).distinct().sorted().toList(),
                password);
    }

    User withoutRole(String role) {
        return new User(roles.stream().filter(each -> !each.equals(role)).toList(), password);
    }

    Bytes encoded() {
        Encoder out =
                new Encoder()
                        .list(roles, (to, role) -> to.text(role, Limits.MAX_NAME_BYTES))
                        .flag(password.isPresent());
        password.ifPresent(each -> each.write(out));
        return Bytes.wrap(out.toArray());
    }

    static User decoded(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        List<String> roles = in.list(part -> part.text(Limits.MAX_NAME_BYTES));
        return new User(roles, in.flag() ? Optional.of(Password.read(in)) : Optional.empty());
    }
}
