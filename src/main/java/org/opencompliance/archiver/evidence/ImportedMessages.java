package org.opencompliance.archiver.evidence;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.opencompliance.archiver.evidence.Finding.Kind;
import org.opencompliance.archiver.exchange.MessageComparison;
import org.opencompliance.archiver.ledger.file.LedgerReader;

/** The imported messages that the ledger records, and the meaning of their comparison. */
public final class ImportedMessages {

    private final LedgerLines lines;

    public ImportedMessages(LedgerReader ledger) {
        this.lines = new LedgerLines(ledger);
    }

    /** Takes the next message. */
    @FunctionalInterface
    public interface Taker {
        void take(DeliveredMessage message) throws IOException;
    }

    /** Passes on the messages that some days record, in order. */
    public void forEach(Days days, Taker taker) throws IOException {
        lines.forEach(days, DeliveredMessage::of, taker::take);
    }

    /** Some of these messages, each with the same chance. */
    public List<DeliveredMessage> sample(Days days, int size, RandomGenerator random) throws IOException {
        return lines.sample(days, DeliveredMessage::of, size, random);
    }

    /** The meaning of a comparison. */
    public static Finding finding(DeliveredMessage message, MessageComparison found) {
        if (found.missing()) {
            return message.finding(Kind.MESSAGE_MISSING, null);
        }
        if (found.doubled()) {
            return message.finding(Kind.MESSAGE_DOUBLED, String.join(" ", found.found()));
        }
        if (!found.differences().isEmpty()) {
            String parts = found.differences().stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
            return message.finding(Kind.MESSAGE_ALTERED, parts);
        }
        return found.moved() ? message.finding(Kind.MESSAGE_MOVED, found.folder()) : message.finding(Kind.SAME, null);
    }
}
