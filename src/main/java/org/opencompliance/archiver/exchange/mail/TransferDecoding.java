package org.opencompliance.archiver.exchange.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/**
 * Decodes the contents of one mail into its spool. Nothing of a content that breaks its transfer encoding is dropped without
 * a note: it is decoded to the end, kept as it is written, or followed by the text that is not decoded.
 */
final class TransferDecoding {

    private static final Set<String> PLAIN =
            Set.of("7bit", "8bit", "binary", "none", "7-bit", "8-bit", "7bits", "8bits", "7", "8");
    /** The sample of a content that shows whether it is base64. */
    private static final int SAMPLE_BYTES = 1 << 12;

    private final MailSpool spool;
    private final BooleanSupplier partEnded;
    private int goingOn;
    private int followed;
    private int undecoded;
    private int damaged;
    private int unquoted;
    private int unknown;

    /** @param partEnded whether the content that ended is followed by a delimiter */
    TransferDecoding(MailSpool spool, BooleanSupplier partEnded) {
        this.spool = spool;
        this.partEnded = partEnded;
    }

    /**
     * A decoded content.
     *
     * @param rest the text after it that is not decoded, or null
     */
    record Decoded(MailSpool.Slice content, MailSpool.Slice rest) {}

    Decoded decode(String encoding, InputStream content) throws IOException {
        return switch (encoding) {
            case "base64" -> base64(content);
            case "quoted-printable" -> new Decoded(quoted(content), null);
            default -> {
                MailSpool.Slice kept = spool.append(content);
                unknown += PLAIN.contains(encoding) || kept.size() == 0 ? 0 : 1;
                yield new Decoded(kept, null);
            }
        };
    }

    private Decoded base64(InputStream encoded) throws IOException {
        InputStream in = new BufferedInputStream(encoded, SAMPLE_BYTES);
        in.mark(SAMPLE_BYTES);
        byte[] sample = in.readNBytes(SAMPLE_BYTES);
        in.reset();
        if (!Base64Text.isLikely(sample, sample.length < SAMPLE_BYTES)) {
            undecoded++;
            return new Decoded(spool.append(in), null);
        }
        Base64Text text = new Base64Text(in, false);
        MailSpool.Slice content = spool.append(text);
        damaged += text.damaged() ? 1 : 0;
        return text.stopped() ? goOn(content, spool.append(text.rest())) : new Decoded(content, null);
    }

    private Decoded goOn(MailSpool.Slice content, MailSpool.Slice rest) throws IOException {
        try (InputStream check = spool.open(rest)) {
            if (!Base64Text.isWhole(check)) {
                followed++;
                return new Decoded(content, rest);
            }
        }
        goingOn++;
        try (InputStream before = spool.open(content);
                InputStream after = spool.open(rest)) {
            return new Decoded(spool.append(new SequenceInputStream(before, new Base64Text(after, true))), null);
        }
    }

    private MailSpool.Slice quoted(InputStream encoded) throws IOException {
        Findings findings = new Findings();
        MailSpool.Slice content =
                spool.append(new QuotedPrintableInputStream(new BlankRuns(new SoftEnd(encoded, partEnded)), findings));
        unquoted += findings.any ? 1 : 0;
        return content;
    }

    /** What was found, as sentences for readers. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        note(notes, goingOn, "Contents that go on after the end of their base64 text, decoded to the last byte: ");
        note(notes, followed, "Contents with other text after the end of their base64 text, attached as it is: ");
        note(notes, undecoded, "Contents that are not base64 as their header says, kept as they are written: ");
        note(notes, damaged, "Contents with damaged base64, decoded as far as possible: ");
        note(notes, unquoted, "Contents with damaged quoted-printable, kept as written in the damaged places: ");
        note(notes, unknown, "Contents in an unknown transfer encoding, kept encoded: ");
        return notes;
    }

    private static void note(List<String> notes, int count, String sentence) {
        if (count > 0) {
            notes.add(sentence + count);
        }
    }

    /** Whether the decoder found text that is not encoded as it must be; it keeps the text there. */
    private static final class Findings extends DecodeMonitor {

        private boolean any;

        @Override
        public boolean warn(String error, String dropDesc) {
            // other warnings are about line ends and lose nothing
            any |= error.startsWith("Malformed");
            return false;
        }

        @Override
        public boolean isListening() {
            return true;
        }
    }
}
