package org.opencompliance.archiver.story;

import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.index.LedgerIndex;
import org.opencompliance.archiver.storage.ObjectStore;

/** The mobile numbers of the participants of the newest items, as the headers of their originals have them. For one thread. */
public final class RecentNumbers implements Closeable {

    private static final int DAYS = 7;

    private final LedgerIndex ledger;
    private final OriginalFiles originals;

    /** @param notes takes notes about the index */
    public RecentNumbers(ObjectStore store, String connector, ItemParser parser, Consumer<String> notes) {
        this.ledger = Stories.indexOf(store, connector, notes);
        this.originals = new OriginalFiles(store, parser, connector);
    }

    /**
     * The numbers of the last {@value #DAYS} days, digits only.
     *
     * @param most the maximum number of items, the newest ones
     */
    public Set<String> ofLastDays(int most) throws IOException {
        return since(LocalDate.now(ZoneOffset.UTC).minusDays(DAYS), most);
    }

    /**
     * The numbers, digits only.
     *
     * @param from the first day of the ledger to read
     * @param most the maximum number of items, the newest ones
     */
    public Set<String> since(LocalDate from, int most) throws IOException {
        Set<String> numbers = new HashSet<>();
        List<LocalDate> days = ledger.days().stream()
                .filter(day -> !day.isBefore(from))
                .sorted()
                .toList();
        int left = most;
        for (int i = days.size() - 1; i >= 0 && left > 0; i--) {
            List<LedgerLine> lines = ledger.lines(ItemKeys.ITEMS, days.get(i), days.get(i)).stream()
                    .filter(line -> line.is(EventType.STAGED))
                    .toList();
            for (LedgerLine line : lines.subList(Math.max(0, lines.size() - left), lines.size())) {
                addNumbers(line, numbers);
            }
            left -= lines.size();
        }
        return numbers;
    }

    private void addNumbers(LedgerLine line, Set<String> numbers) throws IOException {
        originals.heading(line.text("name"), line.item(), null).ifPresent(heading -> heading.participants().stream()
                .map(Participant::mobile)
                .filter(Objects::nonNull)
                .forEach(numbers::add));
    }

    @Override
    public void close() {
        ledger.close();
    }
}
