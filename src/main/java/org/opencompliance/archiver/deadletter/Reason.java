package org.opencompliance.archiver.deadletter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.report.Advice;

/**
 * Why an item or delivery is parked, or why an item is skipped. A route may use a reason of its own: lower-case letters and
 * digits, in words with hyphens between them, at most {@value #MAX_LENGTH} characters. Reasons with the same label are equal.
 */
public final class Reason {

    private static final int MAX_LENGTH = 40;
    private static final int MAX_HINT = 300;
    private static final String OWN_HINT = "See the route that parks it";
    /** Labels with another meaning in the ledger, in reports or in metrics. */
    private static final Set<String> RESERVED = Set.of(LedgerEvent.DECIDED, "unknown", "other-reasons", "null");

    private static final ReasonGuide GUIDE = ReasonGuide.load();

    private static final Map<String, Reason> KNOWN = new LinkedHashMap<>();

    /** No participant has a mailbox. */
    public static final Reason UNMAPPED = known("unmapped");
    /** Several members of the directory have the address of a participant. */
    public static final Reason AMBIGUOUS = known("ambiguous");
    /** More participants than the limit. */
    public static final Reason TOO_MANY_PARTICIPANTS = known("too-many-participants");
    /** Over the size limit even without the attachments that are left out, or over the fetch limit. */
    public static final Reason ITEM_TOO_LARGE = known("item-too-large");
    /** The original is not a message. */
    public static final Reason MALFORMED = known("malformed");
    /** A part of the item is encrypted and stays so. */
    public static final Reason NOT_DECRYPTED = known("not-decrypted");
    /** The source listed the item but did not send it. */
    public static final Reason FETCH_FAILED = known("fetch-failed");
    /** The source's entry for the item is unusable. */
    public static final Reason MALFORMED_LISTING = known("malformed-listing");
    /** A ZIP of the drop differs from its manifest. */
    public static final Reason ZIP_MANIFEST_MISMATCH = known("zip-manifest-mismatch");
    /** A ZIP of the drop has no manifest. */
    public static final Reason ZIP_WITHOUT_MANIFEST = known("zip-without-manifest");
    /** A ZIP of the drop is cut off or damaged. */
    public static final Reason ZIP_UNREADABLE = known("zip-unreadable");
    /** A ZIP of the drop has a path in a name, a name twice, or more than the limits. */
    public static final Reason ZIP_UNSAFE = known("zip-unsafe");
    /** A ZIP was taken before under the same name, with other content. */
    public static final Reason ZIP_CHANGED = known("zip-changed");
    /** The name of a ZIP has no day. */
    public static final Reason ZIP_UNNAMED = known("zip-unnamed");
    /** A mail of the source cannot be read, or is empty. */
    public static final Reason MAIL_UNREADABLE = known("mail-unreadable");
    /** The fetched content differs from its listing. */
    public static final Reason CHECKSUM_MISMATCH = known("checksum-mismatch");
    /** The id is staged already with other content. */
    public static final Reason ID_CONFLICT = known("id-conflict");
    /** The stored original differs from the fetched one or is missing. */
    public static final Reason ORIGINAL_ALTERED = known("original-altered");
    /** The mailbox refused for longer than the patience. */
    public static final Reason MAILBOX_UNAVAILABLE = known("mailbox-unavailable");
    /** The mailbox was full for longer than the patience. */
    public static final Reason MAILBOX_FULL = known("mailbox-full");
    /** Exchange rejects the message at every attempt. */
    public static final Reason REJECTED = known("rejected");
    /** Too many failed attempts. */
    public static final Reason RETRIES_EXHAUSTED = known("retries-exhausted");
    /** A route gave a reason of another form. */
    public static final Reason INVALID_REASON = known("invalid-reason");

    private static final Set<Reason> ONCE_STAGED = Set.of(
            UNMAPPED,
            AMBIGUOUS,
            TOO_MANY_PARTICIPANTS,
            MALFORMED,
            NOT_DECRYPTED,
            ORIGINAL_ALTERED,
            MAILBOX_UNAVAILABLE,
            MAILBOX_FULL,
            REJECTED,
            RETRIES_EXHAUSTED);

    private final String label;
    private final String meaning;
    private final String hint;
    /** The text that the route gave, if it is no label. */
    private final String refused;

    private Reason(String label, String meaning, String hint, String refused) {
        this.label = label;
        this.meaning = meaning;
        this.hint = hint;
        this.refused = refused;
    }

    private static Reason known(String label) {
        Advice advice = GUIDE.apply(label).orElseThrow();
        Reason reason = new Reason(label, advice.meaning(), advice.action(), null);
        KNOWN.put(label, reason);
        return reason;
    }

    /** The reasons of the program. */
    public static List<Reason> known() {
        return List.copyOf(KNOWN.values());
    }

    /**
     * The reason with that label: one of the program, or one of a route's own.
     *
     * @throws IllegalArgumentException for a text of another form; the message says what to write
     */
    public static Reason of(String label) {
        Reason known = KNOWN.get(label);
        if (known != null) {
            return known;
        }
        if (!isOwn(label)) {
            throw new IllegalArgumentException("Write " + labels(List.of()) + ", or lower-case-words of at most "
                    + MAX_LENGTH + " characters, such as excluded-user");
        }
        return new Reason(label, "A route parks it as " + label, OWN_HINT, null);
    }

    /**
     * The reason that a route gives. A text of another form gives {@link #INVALID_REASON}, so that the item is parked
     * nevertheless.
     */
    public static Reason given(String text) {
        String label = text == null ? "" : text.strip();
        return KNOWN.containsKey(label) || isOwn(label)
                ? of(label)
                : new Reason(INVALID_REASON.label, INVALID_REASON.meaning, INVALID_REASON.hint, label);
    }

    /** The reason as a dead letter stores it: the reasons of the program in upper case. */
    @JsonCreator
    static Reason stored(String name) {
        return given(name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @JsonValue
    String stored() {
        return isKnown() ? label.toUpperCase(Locale.ROOT).replace('-', '_') : label;
    }

    /** The labels of the program's reasons and of others, for a message. */
    static String labels(List<Reason> others) {
        List<Reason> all = new ArrayList<>(known());
        all.addAll(others);
        return all.stream().map(Reason::label).collect(Collectors.joining(", "));
    }

    private static boolean isOwn(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && isWords(text) && !RESERVED.contains(text);
    }

    private static boolean isWords(String text) {
        boolean hyphens = text.startsWith("-") || text.endsWith("-") || text.contains("--");
        return !hyphens && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    /** The detail of a dead letter that has no other. */
    public String meaning() {
        return meaning;
    }

    /** What to do before a replay. */
    public String hint() {
        return hint;
    }

    /** The hint of a route; null if it is that of the reason. */
    String ownHint() {
        Reason same = isKnown() ? KNOWN.get(label) : null;
        return hint.equals(same == null ? OWN_HINT : same.hint) ? null : hint;
    }

    /** The same reason with the hint of a route; null or blank keeps the present hint. */
    public Reason withHint(String other) {
        if (other == null || other.isBlank()) {
            return this;
        }
        String text = other.strip();
        return new Reason(label, meaning, text.substring(0, Math.min(text.length(), MAX_HINT)), refused);
    }

    /** The reason as dead letters, reports and the handbook write it. */
    public String label() {
        return label;
    }

    /** Whether it is one of the program, and not of a route. */
    public boolean isKnown() {
        return KNOWN.containsKey(label);
    }

    /** Whether a route gave a text of another form. */
    public boolean isRefused() {
        return refused != null;
    }

    /** The detail, which begins with the text that a route gave if that is no reason. */
    String detail(String detail) {
        if (refused == null) {
            return detail;
        }
        String named = refused.isEmpty()
                ? "The route gave no reason"
                : "The route gave the reason " + shown(refused) + ", which is not lower-case-words of at most "
                        + MAX_LENGTH + " characters";
        return detail == null || detail.equals(meaning) ? named : named + ": " + detail;
    }

    /** Numbers and addresses are not shown: an expression may give a text of the item. */
    private static String shown(String text) {
        boolean plain = text.length() <= MAX_LENGTH
                && text.chars().allMatch(c -> c < 128 && Character.isLetter(c) || c == '-' || c == '_' || c == ' ');
        return plain ? "'" + text + "'" : "(" + text.length() + " characters)";
    }

    /** Whether an item may be parked for this reason before it is staged. */
    public boolean atCollection() {
        return !ONCE_STAGED.contains(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reason reason && label.equals(reason.label);
    }

    @Override
    public int hashCode() {
        return label.hashCode();
    }

    /** The label, as a route compares it. */
    @Override
    public String toString() {
        return label;
    }
}
