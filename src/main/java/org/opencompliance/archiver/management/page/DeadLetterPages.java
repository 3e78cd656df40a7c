package org.opencompliance.archiver.management.page;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.OpenDeadLetters;
import org.opencompliance.archiver.deadletter.OpenDeadLetters.Open;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.ledger.report.Advice;
import org.opencompliance.archiver.management.jmx.JmxInput;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.storage.JsonObjects;

/** Lists the open dead letters page by page, and the reasons with what to do. Thread-safe. */
public final class DeadLetterPages {

    /** Maximum number of dead letters of a page. */
    static final int MOST = 500;

    private static final int LONGEST_REASON = 100;
    /** The longest name of an object. */
    private static final int LONGEST_NAME = 1_024;

    private final DeadLetters letters;
    private final Index index;
    private final ReasonGuide guide = ReasonGuide.load();

    /** The open dead letters by name. */
    @FunctionalInterface
    public interface Index {
        List<Open> open() throws IOException;
    }

    public DeadLetterPages(DeadLetters letters, Index index) {
        this.letters = letters;
        this.index = index;
    }

    /** A reason with the number of open dead letters; {@code who} must act. */
    private record Guided(String reason, String meaning, String who, String action, long open) {}

    /**
     * A dead letter in a list.
     *
     * @param mailbox the address of the mailbox, else the position of the participant; null for a whole item
     */
    private record Row(
            String name, String item, String reason, String detail, String hint, String mailbox, Instant parkedAt) {

        static Row of(DeadLetter letter) {
            return new Row(
                    letter.name(),
                    letter.listed().id(),
                    letter.reason().label(),
                    letter.detail(),
                    letter.hint(),
                    letter.address() == null ? letter.mailbox() : letter.address(),
                    letter.opening().openedAt());
        }
    }

    /** @param next null on the last page */
    private record Page(List<Row> deadLetters, String next) {}

    /** Every reason of the program, and those of routes with an open dead letter. */
    public String guide() throws IOException {
        List<Guided> reasons = new ArrayList<>();
        OpenDeadLetters.byReason(index.open()).forEach((reason, open) -> reasons.add(guided(reason, open)));
        return JsonObjects.text(Map.of("reasons", reasons));
    }

    private Guided guided(Reason reason, long open) {
        Optional<Advice> advice = guide.apply(reason.label());
        return new Guided(
                reason.label(),
                reason.meaning(),
                advice.map(Advice::who).orElse(null),
                advice.map(Advice::action).orElse(reason.hint()),
                open);
    }

    /**
     * A page of the open dead letters.
     *
     * @param reason empty for all
     * @param after the last name of the page before, empty for the first page
     * @param limit 1 to {@value #MOST}
     */
    public String list(String reason, String after, int limit) throws IOException {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("The limit must be 1 to " + MOST);
        }
        String wanted = JmxInput.isEmpty(reason)
                ? null
                : Reason.of(JmxInput.text("The reason", reason.strip(), LONGEST_REASON))
                        .label();
        String last = JmxInput.isEmpty(after) ? "" : letters.requireName(after);
        List<String> names = index.open().stream()
                .filter(letter -> wanted == null || letter.reason().label().equals(wanted))
                .map(Open::name)
                .filter(name -> name.compareTo(last) > 0)
                .limit(limit + 1L)
                .toList();
        List<String> first = names.subList(0, Math.min(limit, names.size()));
        List<Row> rows = letters.named(first).stream()
                .filter(DeadLetter::open)
                .map(Row::of)
                .toList();
        return JsonObjects.text(new Page(rows, names.size() > limit ? first.get(limit - 1) : null));
    }

    /** The open dead letters of a reason, the first ones by name. */
    List<DeadLetter> first(Reason reason, int most) throws IOException {
        return letters
                .named(index.open().stream()
                        .filter(letter -> letter.reason().equals(reason))
                        .map(Open::name)
                        .limit(most)
                        .toList())
                .stream()
                .filter(DeadLetter::open)
                .toList();
    }

    /**
     * The names of dead letters, each once.
     *
     * @param names with commas between them
     */
    public List<String> names(String names) {
        int most = Request.MAX_DEAD_LETTERS;
        String text = JmxInput.text("The list of names", names, most * LONGEST_NAME);
        Set<String> all = new LinkedHashSet<>();
        for (String name : text.split(",", most + 1)) {
            if (!name.isBlank() && all.size() < most + 1) {
                all.add(name.strip());
            }
        }
        if (all.isEmpty() || all.size() > most) {
            throw new IllegalArgumentException("Select 1 to " + most + " dead letters");
        }
        all.forEach(letters::requireName);
        return List.copyOf(all);
    }
}
