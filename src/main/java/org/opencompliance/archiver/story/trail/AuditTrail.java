package org.opencompliance.archiver.story.trail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.story.Story;
import org.opencompliance.archiver.story.StoryEvents;

/** Reads the events of the ledger in time order, and says each in words. Changes nothing. For one thread. */
public final class AuditTrail {

    private final LedgerReader ledger;
    private final SettingsTexts texts;
    private final LongConsumer progress;
    private final Map<String, String> settings = new TreeMap<>();
    private final StoryEvents words = new StoryEvents(Map.of(), line -> settings(line.writer()));
    private final ListedTimes listed = new ListedTimes();
    private String before;
    private String inForce;

    /** @param progress takes the number of lines read, after each line */
    public AuditTrail(LedgerReader ledger, SettingsTexts texts, LongConsumer progress) {
        this.ledger = ledger;
        this.texts = texts;
        this.progress = progress;
    }

    /**
     * Gives the events that fit, in time order.
     *
     * @return their number
     * @throws IOException when the storage area cannot be read
     */
    public long find(TrailQuery query, Consumer<TrailEvent> events) throws IOException {
        // an earlier window shows that an item was late
        LocalDate first = query.late() ? LocalDate.EPOCH : query.firstDay();
        SortedSet<LocalDate> days =
                ledger.days().tailSet(first).headSet(query.lastDay().plusDays(1));
        if (days.isEmpty()) {
            return 0;
        }
        try (Stream<LedgerLine> lines = ledger.lines(days.first(), days.last())) {
            return find(lines, query, events);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private long find(Stream<LedgerLine> lines, TrailQuery query, Consumer<TrailEvent> events) throws IOException {
        long read = 0;
        long found = 0;
        for (LedgerLine line : (Iterable<LedgerLine>) lines::iterator) {
            remember(line);
            Optional<EventType> type = type(line, query);
            if (type.isPresent() && fits(line, query)) {
                Optional<String> late = query.late() ? late(line) : Optional.of("");
                if (late.isPresent()) {
                    events.accept(event(line, late.get()));
                    found++;
                }
            }
            read++;
            progress.accept(read);
        }
        return found;
    }

    private void remember(LedgerLine line) {
        listed.add(line);
        if (line.is(EventType.STARTED) && line.text("settings") != null) {
            settings.put(line.writer(), line.text("settings"));
            before = inForce;
            inForce = line.text("settings");
        }
    }

    /** The settings that differ from those of the start before. */
    private String changes(LedgerLine line) throws IOException {
        if (!line.is(EventType.STARTED) || before == null || before.equals(inForce)) {
            return "";
        }
        return texts.changes(before, inForce)
                .map(changes -> "; changed: " + String.join(", ", changes))
                .orElse("; changed, and the earlier settings are not kept");
    }

    private Optional<String> settings(String writer) {
        return Optional.of(settings.getOrDefault(writer, "of an earlier start"));
    }

    private static Optional<EventType> type(LedgerLine line, TrailQuery query) {
        return query.types().stream().filter(line::is).findFirst();
    }

    private static boolean fits(LedgerLine line, TrailQuery query) {
        return query.includes(line.at())
                && (query.by() == null || query.by().equals(line.text("by")))
                && (query.item() == null || query.item().equals(line.item()));
    }

    /** The sentence about a late item; empty for an item in time. */
    private Optional<String> late(LedgerLine line) {
        String archivedAt = line.text("archivedAt");
        return archivedAt == null
                ? Optional.empty()
                : listed.listed(Instant.parse(archivedAt))
                        .map(at -> "; late: archived at " + archivedAt + ", not in the complete listing of " + at);
    }

    private TrailEvent event(LedgerLine line, String remark) throws IOException {
        Story.Event event = words.event(line);
        boolean said = event.what().equals(line.type()) || event.text().isEmpty();
        String text = said || line.item() == null ? event.text() : event.what() + ": " + event.text();
        return new TrailEvent(
                line.at(),
                line.type(),
                text + changes(line) + remark,
                line.text("by"),
                line.item(),
                line.mailbox(),
                line.run(),
                line.writer(),
                line.place().file(),
                line.place().line(),
                line.hash());
    }
}
