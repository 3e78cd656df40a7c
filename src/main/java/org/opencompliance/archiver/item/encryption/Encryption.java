package org.opencompliance.archiver.item.encryption;

import java.util.List;

/**
 * How far an encrypted item could be decrypted.
 *
 * @param keyId the id of the key in the header of the item; null when it has none
 * @param state the result for all parts together
 * @param encrypted the parts that stay encrypted: file names, or type and number
 */
public record Encryption(String keyId, State state, List<String> encrypted) {

    /** The result for an item; the ledger has the labels. */
    public enum State {
        /** Every part is in clear. */
        DECRYPTED("decrypted"),
        /** Some parts are in clear; the others are damaged. */
        PARTLY_DECRYPTED("partly-decrypted"),
        /** Every part stays encrypted: no key fits, or every part is damaged. */
        NOT_DECRYPTED("not-decrypted");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** The name in the ledger and in work records. */
        public String label() {
            return label;
        }
    }

    public Encryption {
        encrypted = List.copyOf(encrypted);
    }

    /** The label of the state; null for an item that is not encrypted. */
    public static String label(Encryption encryption) {
        return encryption == null ? null : encryption.state().label();
    }

    /**
     * The encryption of an item in a sentence of an answer.
     *
     * @param key the id of the key in the header of the item; null or empty when it has none or is not asked for
     * @param label as of the state
     */
    public static String text(String key, String label) {
        return "encrypted" + (key == null || key.isEmpty() ? "" : " for the key " + key) + ": " + label;
    }

    /** Whether every part is in clear. */
    public boolean isDecrypted() {
        return state == State.DECRYPTED;
    }

    /** Omits the names of files. */
    @Override
    public String toString() {
        return "Encryption[" + state.label() + "]";
    }
}
