package dev.covey.pki.join;

import dev.covey.model.Endpoint;
import dev.covey.model.Problem;
import dev.covey.model.ProblemException;
import dev.covey.model.Role;
import dev.covey.pki.Digest;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of a join string: {@code covey1-} and base64url of
 *
 * <pre>
 * roles (1 byte, one bit each) · expiry (8, seconds) · secret (20) · authority digest (32)
 * · secret id (1 length + ASCII) · count of masters (1) · each: port (2), host (1 length + ASCII)
 * · checksum (4, the first of SHA-256 over prefix and all before)
 * </pre>
 *
 * Version 1 is this form; another form takes another number.
 */
final class JoinStringText {

    private static final String PREFIX = "covey1-";
    private static final Pattern VERSIONED = Pattern.compile("covey([0-9]{1,9})-.*");
    private static final int MOST_CHARACTERS = 8192;
    private static final int MOST_BYTES = 6000;
    private static final int CHECKSUM_BYTES = 4;

    private JoinStringText() {}

    static String write(JoinString value) {
        ByteBuffer out = ByteBuffer.allocate(MOST_BYTES);
        out.put(bits(value.roles()));
        out.putLong(value.expiresAt().getEpochSecond());
        out.put(value.secret().bytes());
        out.put(HexFormat.of().parseHex(value.authorityDigest()));
        putText(out, value.secretId());
        out.put((byte) value.masters().size());
        for (Endpoint master : value.masters()) {
            out.putShort((short) master.port());
            putText(out, master.host());
        }
        byte[] body = Arrays.copyOf(out.array(), out.position());
        out.put(checksum(body));
        return PREFIX + encode(Arrays.copyOf(out.array(), out.position()));
    }

    static JoinString read(String given) {
        if (given.length() > MOST_CHARACTERS) {
            throw refused("too_long", "it is longer than " + MOST_CHARACTERS + " characters");
        }
        String text = given.replaceAll("\\s+", "");
        if (text.isEmpty()) {
            throw refused("empty", "there is nothing");
        }
        checkPrefix(text);
        byte[] body = checkedBody(text.substring(PREFIX.length()));
        try {
            return parse(ByteBuffer.wrap(body));
        } catch (BufferUnderflowException
                | DateTimeException
                | ArithmeticException
                | ProblemException e) {
            // Not passed on: what it quotes could be a piece of the secret.
            throw refused("damaged", "its content makes no sense");
        }
    }

    private static void checkPrefix(String text) {
        if (text.startsWith(PREFIX)) {
            return;
        }
        Matcher match = VERSIONED.matcher(text);
        if (match.matches()) {
            throw refused(
                    "version",
                    "it is of form %s and this program reads form 1: another release made it"
                            .formatted(match.group(1)));
        }
        throw refused("unknown", "it does not start with '" + PREFIX + "'");
    }

    private static byte[] checkedBody(String code) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(code);
        } catch (IllegalArgumentException e) {
            throw refused("damaged", "a character in it is wrong or missing");
        }
        int end = all.length - CHECKSUM_BYTES;
        byte[] body = Arrays.copyOf(all, Math.max(0, end));
        boolean whole =
                end > 0
                        && Arrays.equals(checksum(body), Arrays.copyOfRange(all, end, all.length))
                        && encode(all).equals(code);
        if (!whole) {
            throw refused("damaged", "its checksum is wrong: a part of it is missing or changed");
        }
        return body;
    }

    private static JoinString parse(ByteBuffer in) {
        Set<Role> roles = roles(in.get());
        Instant expiresAt = Instant.ofEpochSecond(in.getLong());
        byte[] secret = bytes(in, JoinSecret.BYTES);
        byte[] digest = bytes(in, 32);
        String secretId = text(in);
        int count = Byte.toUnsignedInt(in.get());
        List<Endpoint> masters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int port = Short.toUnsignedInt(in.getShort());
            masters.add(new Endpoint(text(in), port));
        }
        if (in.hasRemaining()) {
            throw new ArithmeticException("bytes left over");
        }
        return new JoinString(
                masters,
                HexFormat.of().formatHex(digest),
                secretId,
                JoinSecret.of(secret),
                roles,
                expiresAt);
    }

    private static byte bits(Set<Role> roles) {
        return (byte) roles.stream().mapToInt(JoinStringText::bit).sum();
    }

    private static Set<Role> roles(byte bits) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if ((bits & bit(role)) != 0) {
                roles.add(role);
            }
        }
        if (bits(roles) != bits) {
            throw new ArithmeticException("a role that this form does not know");
        }
        return roles;
    }

    // Written out, so that the order of the enum is no part of the form.
    private static int bit(Role role) {
        return switch (role) {
            case MASTER -> 1;
            case WORKER -> 2;
            case WITNESS -> 4;
        };
    }

    private static void putText(ByteBuffer out, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        out.put((byte) ascii.length).put(ascii);
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in, Byte.toUnsignedInt(in.get())), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] checksum(byte[] body) {
        byte[] prefix = PREFIX.getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(Digest.sha256(prefix, body), CHECKSUM_BYTES);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ProblemException refused(String code, String why) {
        return new ProblemException(
                new Problem.Malformed(
                        "join_string_" + code,
                        "Expected a join string, but "
                                + why
                                + ". Copy the whole line that 'covey join-info' printed, or make a"
                                + " new one."));
    }
}
