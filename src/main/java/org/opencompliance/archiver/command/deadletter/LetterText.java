package org.opencompliance.archiver.command.deadletter;

import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.ledger.report.TerminalText;

/** A dead letter as text. Ids are whole and in the form that the commands take. */
final class LetterText {

    private LetterText() {}

    /** In one line. */
    static String line(SourcedLetter sourced) {
        DeadLetter letter = sourced.letter();
        return String.join(
                "  ",
                letter.opening().openedAt().toString(),
                letter.reason().label(),
                TerminalText.shown(letter.listed().id()),
                to(letter),
                detail(letter)
                        + (sourced.source() == null ? "" : " (came as: " + TerminalText.shown(sourced.source()) + ")"),
                letter.open() ? "What to do: " + TerminalText.shown(letter.hint()) : ended(letter));
    }

    /** In full, open or ended. */
    static String full(SourcedLetter sourced) {
        DeadLetter letter = sourced.letter();
        StringBuilder text = new StringBuilder();
        line(text, "Dead letter: " + letter.reason().label() + ", " + (letter.open() ? "open" : ended(letter)));
        line(text, "  item:     " + TerminalText.shown(letter.listed().id()));
        if (sourced.source() != null) {
            line(text, "  came as:  " + TerminalText.shown(sourced.source()));
        }
        line(text, "  archived: " + letter.listed().archivedAt());
        line(
                text,
                "  for:      "
                        + (letter.mailbox() == null ? "the whole item" : to(letter) + " (" + letter.mailbox() + ")"));
        line(
                text,
                "  opened:   " + letter.opening().openedAt() + " by collection "
                        + letter.opening().run());
        line(text, "  detail:   " + detail(letter));
        line(text, "  to do:    " + TerminalText.shown(letter.hint()));
        line(
                text,
                "  original: "
                        + (letter.staged() == null
                                ? "not stored"
                                : TerminalText.shown(letter.staged().name())));
        if (letter.replay() != null) {
            line(
                    text,
                    "  replayed: " + letter.replay().at() + " by "
                            + TerminalText.shown(String.valueOf(letter.replay().by())) + ", without success");
        }
        return text.toString();
    }

    private static String ended(DeadLetter letter) {
        DeadLetter.Ending ending = letter.ending();
        String why = ending.why() == null ? "" : ": " + ending.why();
        return TerminalText.shown(ending.end() + " at " + ending.endedAt() + " by " + ending.by() + why);
    }

    /** The address of the mailbox, or the participant without a known mailbox. */
    private static String to(DeadLetter letter) {
        String to = letter.address() == null ? letter.mailbox() : letter.address();
        return to == null ? "-" : TerminalText.shown(to);
    }

    private static String detail(DeadLetter letter) {
        return letter.detail() == null ? "" : TerminalText.shown(letter.detail());
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
