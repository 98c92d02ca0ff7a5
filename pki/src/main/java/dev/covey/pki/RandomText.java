package dev.covey.pki;

/** Text of equally likely characters. */
public final class RandomText {

    /** Letters and digits: safe in URLs and file names, and one click selects them all. */
    public static final String LETTERS_AND_DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private RandomText() {}

    /**
     * A text of that many characters of an alphabet.
     *
     * @param alphabet 2-256 different characters
     */
    public static String of(Randomness random, String alphabet, int length) {
        // Bytes from here on would make the first characters likelier than the last.
        int fair = 256 - 256 % alphabet.length();
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            for (byte each : random.bytes(length)) {
                int value = Byte.toUnsignedInt(each);
                if (value < fair && text.length() < length) {
                    text.append(alphabet.charAt(value % alphabet.length()));
                }
            }
        }
        return text.toString();
    }
}
