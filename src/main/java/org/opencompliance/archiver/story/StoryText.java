package org.opencompliance.archiver.story;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.opencompliance.archiver.item.encryption.Encryption;
import org.opencompliance.archiver.ledger.report.TerminalText;
import org.opencompliance.archiver.story.Story.DeadLetter;
import org.opencompliance.archiver.story.Story.Delivery;
import org.opencompliance.archiver.story.Story.Event;
import org.opencompliance.archiver.story.Story.Original;
import org.opencompliance.archiver.story.Story.Person;

/** A story as text: one event a line with its UTC time, then the originals, their deliveries, and the dead letters. */
public final class StoryText {

    /** The longest kind of event. */
    private static final int KIND = "partially-imported".length();

    private final StringBuilder text = new StringBuilder();

    private StoryText() {}

    /** The story; control characters in ids and names are shown as their codes, because a terminal would obey them. */
    public static String of(Story story) {
        StoryText made = new StoryText();
        made.line("Item " + story.id());
        made.line("Status: " + story.status().label());
        if (story.source() != null) {
            made.line("Came as: " + story.source());
        }
        made.line("");
        story.events().forEach(made::event);
        story.originals().forEach(made::original);
        made.letters(story.deadLetters());
        return made.text.toString();
    }

    private void event(Event event) {
        line(time(event.at()) + "  " + padded(event.what(), KIND) + "  " + event.text());
    }

    private void original(Original original) {
        line("");
        line("Original: " + original.name());
        line("  archived at the source: " + time(original.archivedAt()) + kind(original.type()));
        line("  recorded: " + content(original.size(), original.sha256()));
        line("  now:      " + now(original));
        plan(original);
        original.deliveries().forEach(this::delivery);
        people(original.participants());
    }

    private static String kind(String type) {
        return type == null || type.isEmpty() ? "" : ", type " + type;
    }

    private static String content(Long size, String sha256) {
        return size + " bytes, SHA-256 " + sha256;
    }

    private static String now(Original original) {
        return switch (original.finding()) {
            case AS_RECORDED -> "the same size and SHA-256";
            case DIFFERS ->
                "DIFFERS: " + content(original.sizeNow(), original.sha256Now()) + ". Find the account that changed it";
            case MISSING -> "MISSING: there is no such object. Put it back from a backup, or collect its day again";
        };
    }

    private void plan(Original original) {
        Story.Plan plan = original.plan();
        if (plan == null) {
            line("  plan:     none yet");
            return;
        }
        String closed = plan.closedAt() == null ? ", open" : ", closed at " + time(plan.closedAt());
        line("  plan:     of " + time(plan.at()) + ", mapping version " + plan.mapping() + closed);
        if (plan.encryption() != null) {
            line("            " + Encryption.text(null, plan.encryption()));
        }
        if (plan.outcome() != null) {
            line("            no delivery: " + plan.outcome());
        }
        if (plan.failures() > 0) {
            line("            failed attempts before it: " + plan.failures());
        }
        for (Story.LeftOutFile file : plan.leftOut()) {
            String known = file.sha256() == null ? "" : ", " + file.size() + " bytes, SHA-256 " + file.sha256();
            line("            left out, over the size limit: " + file.name() + known);
        }
    }

    private void delivery(Delivery delivery) {
        String address = delivery.address() == null ? "" : delivery.address() + " ";
        line("  mailbox:  " + address + "(" + delivery.mailbox() + "), by the " + delivery.rule() + " of "
                + participants(delivery.participants()) + ": "
                + delivery.status().label()
                + (delivery.reason() == null ? "" : ", reason " + delivery.reason()));
        if (delivery.message() != null) {
            line("            message " + delivery.message());
            line("            internet message id " + delivery.internetMessageId());
        }
        if (delivery.failures() > 0) {
            line("            failed attempts: " + delivery.failures());
        }
        if (delivery.refusedSince() != null) {
            line("            the mailbox refuses since " + time(delivery.refusedSince()));
        }
    }

    private static String participants(List<Integer> positions) {
        String all = positions.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (positions.size() == 1 ? "participant " : "participants ") + all;
    }

    private void people(List<Person> people) {
        if (people == null) {
            return;
        }
        for (Person person : people) {
            line("  participant " + person.position() + ": " + person.role() + known(", ", person.name())
                    + known(", number ", person.number()) + known(", address ", person.address()));
        }
    }

    private static String known(String before, String value) {
        return value == null ? "" : before + value;
    }

    private void letters(List<DeadLetter> letters) {
        for (DeadLetter letter : letters) {
            line("");
            String to = letter.address() == null ? letter.mailbox() : letter.address();
            line("Dead letter: " + letter.reason() + (to == null ? ", the whole item" : ", for " + to));
            line("  opened at " + time(letter.openedAt()) + known(": ", letter.detail()));
            if (letter.replayedBy() != null) {
                line("  replayed without success at " + time(letter.replayedAt()) + " by " + letter.replayedBy());
            }
            line(
                    letter.end() == null
                            ? "  open"
                            : "  " + letter.end() + " at " + time(letter.endedAt()) + " by " + letter.by());
        }
    }

    private void line(String content) {
        text.append(TerminalText.shown(content)).append('\n');
    }

    static String padded(String content, int width) {
        return content + " ".repeat(Math.max(0, width - content.length()));
    }

    static String time(Instant time) {
        return time == null ? "unknown" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
