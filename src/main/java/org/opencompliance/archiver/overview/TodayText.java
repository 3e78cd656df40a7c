package org.opencompliance.archiver.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.opencompliance.archiver.ledger.report.TerminalText;
import org.opencompliance.archiver.ledger.report.range.DayRow;
import org.opencompliance.archiver.overview.Today.Copies;
import org.opencompliance.archiver.overview.Today.Counters;
import org.opencompliance.archiver.overview.Today.Equation;
import org.opencompliance.archiver.overview.Today.Last;
import org.opencompliance.archiver.overview.Today.Minute;
import org.opencompliance.archiver.overview.Today.Parked;
import org.opencompliance.archiver.overview.Today.Pending;
import org.opencompliance.archiver.overview.Today.Problem;
import org.opencompliance.archiver.overview.Today.Running;
import org.opencompliance.archiver.overview.Today.Silent;

/** The situation as text for a terminal of 80 columns, without a control character. */
public final class TodayText {

    private static final int WIDTH = 80;
    private static final int LABEL = 11;
    private static final int BAR = 40;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final StringBuilder text = new StringBuilder();
    private final Today today;

    private TodayText(Today today) {
        this.today = today;
    }

    /** The text, with a line feed at its end. */
    public static String of(Today today) {
        return new TodayText(today).render();
    }

    private String render() {
        row("Archive", today.connector() + ", version " + today.version() + ", " + time(today.at()));
        state();
        row("Next", today.next() == null ? "no further firing" : time(today.next()));
        if (today.collection() != null) {
            collection(today.collection());
        }
        last(today.last());
        if (today.counters() != null) {
            counters(today.counters());
        }
        row("Last hour", sum(today.throughput()));
        days(today.days());
        if (today.pending() != null) {
            row("Pending", pending(today.pending()));
        }
        if (today.parked() != null) {
            parked(today.parked());
        }
        if (today.copies() != null) {
            row("Copies", copies(today.copies()));
        }
        if (today.silence() != null) {
            silence(today.silence());
        }
        problems(today.problems());
        return text.toString();
    }

    private void state() {
        String since = today.state().since() == null
                ? ""
                : ", for " + age(Duration.between(today.state().since(), today.at()));
        row("State", today.state().name().name().toUpperCase(Locale.ROOT) + since);
        row("", today.state().text());
        if (today.state().action() != null) {
            row("", "Do: " + today.state().action());
        }
    }

    private void collection(Running running) {
        row("Collection", running.run() + ", " + range(running.from(), running.to()));
        long full = running.known() == 0 ? 0 : Math.min(BAR, BAR * running.done() / running.known());
        String bar = "#".repeat((int) full) + ".".repeat(BAR - (int) full);
        row("", "[" + bar + "] " + running.done() + " of " + running.known());
    }

    private void last(Last last) {
        if (last == null) {
            row("Last", "no collection has ended yet");
            return;
        }
        row("Last", last.run() + ", " + range(last.from(), last.to()));
        String ended = last.ended() == null ? "" : ", ended " + time(last.ended());
        row("", (last.complete() ? "complete" : "NOT COMPLETE") + ended);
        row("", last.verdict());
        last.equations().forEach(equation -> row("", mark(equation) + " " + equation.text()));
    }

    private static String mark(Equation equation) {
        if (equation.holds() == null) {
            return "[?]";
        }
        return equation.holds() ? "[\u2713]" : "[\u2717]";
    }

    private void counters(Counters counters) {
        row(
                "Today",
                counters.availableFromSource() + " items available from source, " + counters.availableForImport()
                        + " deliveries available for import: " + counters.imported() + " imported, "
                        + counters.partiallyImported() + " partially imported, " + counters.skipped() + " skipped, "
                        + counters.failed() + " failed, " + counters.pending() + " pending");
    }

    private static String sum(List<Minute> minutes) {
        long staged = minutes.stream().mapToLong(Minute::staged).sum();
        long imported = minutes.stream().mapToLong(Minute::imported).sum();
        return staged + " items stored, " + imported + " deliveries imported";
    }

    /** One character a day. */
    private void days(List<DayRow> days) {
        if (days.isEmpty()) {
            return;
        }
        StringBuilder strip = new StringBuilder();
        days.forEach(day -> strip.append(letter(day.state())));
        row(
                "Days",
                days.get(0).day() + " " + strip + " "
                        + days.get(days.size() - 1).day());
        row("", "# complete  P parked  X incomplete  . none  > no report yet");
    }

    private static char letter(DayRow.State state) {
        return switch (state) {
            case COMPLETE -> '#';
            case PARKED -> 'P';
            case INCOMPLETE -> 'X';
            case NONE -> '.';
            case RUNNING -> '>';
        };
    }

    private static String pending(Pending pending) {
        String oldest = pending.oldestSeconds() == null
                ? ""
                : ", the oldest for " + age(Duration.ofSeconds(pending.oldestSeconds()));
        return pending.items() + " items" + oldest + throttled(pending.throttledMailboxes());
    }

    private static String throttled(Integer mailboxes) {
        if (mailboxes == null) {
            return "";
        }
        return mailboxes == 1
                ? "; 1 mailbox is throttled by Exchange"
                : "; " + mailboxes + " mailboxes are throttled by Exchange";
    }

    private void parked(Parked parked) {
        row("Parked", parked.open() == 0 ? "nothing" : Long.toString(parked.open()));
        parked.byReason().forEach((reason, count) -> {
            row("", count + " " + reason);
            row("", "  Do: " + parked.whatToDo().get(reason));
        });
    }

    private static String copies(Copies copies) {
        String oldest = copies.oldestSeconds() == null
                ? ""
                : ", the oldest for " + age(Duration.ofSeconds(copies.oldestSeconds()));
        return copies.waiting() + " originals wait for the second place" + oldest + "; today " + copies.made()
                + " copied, " + copies.failed() + " with a failed attempt";
    }

    private void silence(Silent silence) {
        row("Silence", silence.text().isEmpty() ? "none" : silence.text());
    }

    private void problems(List<Problem> problems) {
        row("Problems", problems.isEmpty() ? "none" : Integer.toString(problems.size()));
        for (Problem problem : problems) {
            row("", problem.check() + ": " + problem.text());
            row("", "  Do: " + problem.action());
        }
    }

    private static String range(Instant from, Instant to) {
        return from == null ? "no window" : time(from) + " to " + time(to);
    }

    /** To the minute. */
    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES).toString().replace('T', ' ').replace(":00Z", " UTC");
    }

    private static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < 2 * DAY ? seconds / HOUR + " h" : seconds / DAY + " days";
    }

    /** A row with its label; a long value continues below itself. */
    private void row(String label, String value) {
        String indent = " ".repeat(value.length() - value.stripLeading().length());
        String rest = TerminalText.shown(value.strip());
        String begin = label + " ".repeat(LABEL - label.length()) + indent;
        while (begin.length() + rest.length() > WIDTH) {
            int room = WIDTH - begin.length();
            int space = rest.lastIndexOf(' ', room);
            int end = space > 0 ? space : room;
            text.append(begin).append(rest, 0, end).append('\n');
            rest = rest.substring(end).stripLeading();
            begin = " ".repeat(LABEL) + indent;
        }
        text.append((begin + rest).stripTrailing()).append('\n');
    }
}
