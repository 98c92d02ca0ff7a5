package dev.covey.model;

/**
 * A secret that only masters can open: encrypted with the cluster's sealing key and bound to the
 * row it stands in. Prints as dots.
 *
 * @param box base64url of key id, nonce and ciphertext
 */
public record Sealed(String box) {

    @Override
    public String toString() {
        return "•••";
    }
}
