package org.opencompliance.archiver.story;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.item.encryption.Encryption;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.story.Story.Event;

/** Says the meaning of a line of the ledger. */
public final class StoryEvents {

    /** The addresses of the mailboxes, by object id. */
    private final Map<String, String> addresses;

    /** Answers with the version of the settings of the process that wrote a line; empty when no line says it. */
    private final Settings settings;

    /**
     * @param addresses the addresses of mailboxes by object id; a mailbox without one is shown by its id
     * @param settings answers with the version of the settings of the process that wrote a line
     */
    public StoryEvents(Map<String, String> addresses, Settings settings) {
        this.addresses = addresses;
        this.settings = settings;
    }

    /** Finds the version of the settings for a line; empty when no line has it. */
    @FunctionalInterface
    public interface Settings {
        Optional<String> of(LedgerLine line) throws IOException;
    }

    private record Words(String what, String text) {}

    /** The event of a line. */
    public Event event(LedgerLine line) throws IOException {
        Words words = words(line);
        return new Event(line.at(), words.what(), words.text());
    }

    private Words words(LedgerLine line) throws IOException {
        Optional<EventType> type = type(line);
        if (type.isEmpty()) {
            return new Words(line.type(), "");
        }
        return switch (type.get()) {
            case COLLECTION_STARTED -> new Words("collection", started(line));
            case WINDOW_COMPLETED -> new Words("listed", listed(line));
            case WINDOW_INCOMPLETE -> new Words("listed", listed(line) + "; incomplete: " + line.text("reason"));
            case STAGED -> new Words("stored", stored(line) + of(line));
            case FOUND_STAGED -> new Words("found stored", stored(line) + of(line));
            case SEEN_BEFORE -> new Words("listed again", "stored already" + of(line));
            case PARKED_AT_COLLECTION -> new Words("not stored", "reason " + line.text("reason") + of(line));
            case ORIGINAL_ALTERED -> new Words("altered", altered(line));
            case PLANNED -> new Words("planned", planned(line));
            case UNMAPPED_PARTICIPANT -> new Words("no mailbox", "for " + positions(line));
            case DELIVERED -> delivered(line);
            case ATTEMPT_FAILED -> new Words("try failed", failed(line));
            case DOUBLE_FOUND -> new Words("duplicate", doubled(line));
            case CLOSED -> new Words("closed", closed(line));
            case COPIED -> new Words("copied", "to the second place");
            case COPY_FAILED -> new Words("copy failed", line.text("failure"));
            case DEAD_LETTER_OPENED -> new Words("parked", "reason " + line.text("reason") + whole(line));
            case DEAD_LETTER_ENDED ->
                new Words(line.text("end"), "the dead letter ended, by " + line.text("by") + why(line) + whole(line));
            case MAPPING_ACCEPTED ->
                new Words(
                        "mapping",
                        "version " + line.text("version") + " came into force, " + line.text("rows") + " rows");
            case MAPPING_REFUSED ->
                new Words("mapping", "a file was refused, " + count(line.number("problems"), "problem", "problems"));
            case COMMAND -> new Words("command", line.text("command") + ", by " + line.text("by"));
            case STARTED -> new Words("process", begun(line));
            case COLLECTION_ENDED -> new Words("collection", ended(line));
            case VERIFIED -> new Words("verified", verified(line));
            default -> new Words(line.type(), "");
        };
    }

    private static Optional<EventType> type(LedgerLine line) {
        for (EventType type : EventType.values()) {
            if (line.is(type)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static String started(LedgerLine line) {
        String range = line.text("from") == null ? "" : ", for " + line.text("from") + " to " + line.text("to");
        return line.run() + " began, by " + line.text("by") + range;
    }

    private static String begun(LedgerLine line) {
        String by = line.text("by") == null ? "" : ", by account " + line.text("by");
        return line.writer() + " began" + by + ", program version " + line.text("version") + ", settings version "
                + line.text("settings");
    }

    private static String ended(LedgerLine line) {
        return line.run() + " ended, " + ("true".equals(line.text("complete")) ? "complete" : "not complete");
    }

    private static String verified(LedgerLine line) {
        return count(line.number("messages"), "message", "messages") + " of a sample, "
                + count(line.number("faults"), "fault", "faults") + ", " + line.text("unknown") + " not compared";
    }

    private static String listed(LedgerLine line) {
        Long total = line.number("total");
        return "by the source for " + line.text("from") + " to " + line.text("to") + ", " + line.text("listed")
                + " items; the source counts " + (total == null ? "none" : total) + of(line);
    }

    private static String stored(LedgerLine line) {
        String unattested = line.text("unattested");
        return line.text("name") + ", " + line.text("size") + " bytes, SHA-256 " + line.text("sha256")
                + (unattested == null ? "" : " (not attested by the source: " + unattested + ")");
    }

    private static String of(LedgerLine line) {
        return line.run() == null ? "" : ", collection " + line.run();
    }

    private static String altered(LedgerLine line) {
        if (line.text("missing") != null) {
            return "the original was missing";
        }
        if (line.text("moreThan") != null) {
            return "the original had more than " + line.text("moreThan") + " bytes";
        }
        if (line.text("label") != null) {
            return "the original was labelled with the SHA-256 " + line.text("label") + ", the work record has "
                    + line.text("record");
        }
        return "the original had " + line.text("size") + " bytes and the SHA-256 " + line.text("sha256");
    }

    private String planned(LedgerLine line) throws IOException {
        String again = line.text("again") == null ? "" : ", taken over from a process that crashed";
        return count(line.number("deliveries"), "delivery", "deliveries") + ", mapping version "
                + line.text("mapping") + ", settings version "
                + settings.of(line).orElse("not recorded") + again + encrypted(line) + changed(line);
    }

    private static String encrypted(LedgerLine line) {
        String encryption = line.text("encryption");
        return encryption == null ? "" : ", " + Encryption.text(line.text("key"), encryption);
    }

    private static String changed(LedgerLine line) {
        return line.text("changed") == null ? "" : ", changed in the import copy: " + line.text("changed");
    }

    private static String positions(LedgerLine line) {
        String through = line.text("through");
        return through == null
                ? "participant " + line.text("participant")
                : "participants " + line.text("participant") + " to " + through;
    }

    private Words delivered(LedgerLine line) {
        String to = mailbox(line);
        String reason = line.text("reason") == null ? "" : ", reason " + line.text("reason");
        String disposition = String.valueOf(line.text("disposition"));
        Long leftOut = line.number("leftOut");
        String without = leftOut == null || leftOut == 0
                ? ""
                : ", without " + count(leftOut, "attachment", "attachments") + " over the size limit";
        return switch (disposition) {
            case "imported", "partially-imported" ->
                new Words(disposition, "into " + to + without + ", message " + line.text("message"));
            default -> new Words(disposition, "for " + to + reason);
        };
    }

    private String failed(LedgerLine line) {
        return (line.mailbox() == null ? "" : mailbox(line) + ": ") + line.text("failure");
    }

    private String doubled(LedgerLine line) {
        return mailbox(line) + " has " + line.text("messages") + " messages of it: " + line.text("ids");
    }

    private static String closed(LedgerLine line) {
        return line.text("disposition") == null
                ? "every delivery has ended"
                : "without a delivery: " + line.text("disposition") + ", reason " + line.text("reason");
    }

    private static String why(LedgerLine line) {
        return line.text("why") == null ? "" : ", because: " + line.text("why");
    }

    private String whole(LedgerLine line) {
        return line.mailbox() == null ? ", the whole item" : ", " + mailbox(line);
    }

    private String mailbox(LedgerLine line) {
        String id = line.mailbox();
        if (id == null || id.startsWith(LedgerEvent.PARTICIPANT)) {
            return String.valueOf(id);
        }
        String address = addresses.get(id);
        return "mailbox " + (address == null ? id : address + " (" + id + ")");
    }

    static String count(Long number, String one, String many) {
        return number != null && number == 1 ? "1 " + one : number + " " + many;
    }
}
