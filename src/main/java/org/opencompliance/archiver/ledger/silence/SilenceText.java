package org.opencompliance.archiver.ledger.silence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.opencompliance.archiver.ledger.silence.Silence.JudgedDay;
import org.opencompliance.archiver.ledger.silence.Silence.SilentMailbox;

/** The findings about silence as text, without names and addresses. */
public final class SilenceText {

    private SilenceText() {}

    /** One sentence for each day with a finding, and one for all silent mailboxes. */
    public static List<String> sentences(Silence silence) {
        List<String> sentences = new ArrayList<>();
        silence.dayFindings().forEach(day -> sentences.add(sentence(day)));
        if (silence.silent() > 0) {
            sentences.add(
                    silence.silent() == 1
                            ? "1 mailbox had items regularly and has none."
                            : silence.silent() + " mailboxes had items regularly and have none.");
        }
        return sentences;
    }

    private static String sentence(JudgedDay day) {
        return switch (day.verdict()) {
            case NOT_COLLECTED -> "No collection listed all of " + day.day() + ".";
            case EMPTY -> "The source listed nothing for " + day.day() + "; usual are " + day.usual() + " items.";
            default ->
                "The source listed few items for " + day.day() + ": " + day.items() + "; usual are " + day.usual()
                        + ".";
        };
    }

    /** A row for a terminal. */
    public static String row(SilentMailbox mailbox) {
        return String.format(
                Locale.ROOT,
                "%-36s  %-11s  %8s  %9s",
                mailbox.mailbox(),
                mailbox.lastActive(),
                mailbox.days(),
                mailbox.usualGap());
    }

    /** The head above the rows. */
    public static String head() {
        return String.format(Locale.ROOT, "%-36s  %-11s  %8s  %9s", "mailbox", "last active", "days", "usual gap");
    }
}
