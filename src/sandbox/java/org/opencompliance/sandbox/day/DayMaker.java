package org.opencompliance.sandbox.day;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.opencompliance.sandbox.http.Content;
import org.opencompliance.sandbox.site.SiteItem;

/** Collects the items of a day, each with its expected final state. Used by one thread. */
final class DayMaker {

    private static final int DAY_MILLIS = 86_400_000;

    final Cast cast = new Cast();
    final Network network;
    final Random random;
    final Words words;
    final Instant start;
    final List<SiteItem> items = new ArrayList<>();
    final Map<String, Expected> expected = new LinkedHashMap<>();

    DayMaker(long seed, LocalDate day, Network network) {
        this.network = network;
        this.random = new Random(seed);
        this.words = new Words(random);
        this.start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    String newId() {
        return "TM-" + words.hex(16);
    }

    Instant newTime() {
        return start.plusMillis(random.nextInt(DAY_MILLIS));
    }

    long newSeed() {
        return random.nextLong();
    }

    /** One copy for each registered participant up to the limit, and one when there is none. */
    List<String> addCopies(Draft draft, int most) {
        List<Person> owners = new ArrayList<>(draft.participants().stream()
                .filter(Person::registered)
                .distinct()
                .limit(most)
                .toList());
        if (owners.isEmpty()) {
            owners.add(draft.from);
        }
        Instant sent = newTime().truncatedTo(ChronoUnit.SECONDS);
        List<String> files = digests(draft);
        List<String> ids = new ArrayList<>();
        for (Person owner : owners) {
            Instant archived = min(sent.plusMillis(1_000L + random.nextInt(60_000)));
            ids.add(add(draft, new Copy(newId(), owner, sent, archived), files));
        }
        return ids;
    }

    /** A single copy with its own id and time. */
    String addOne(Draft draft) {
        return addOne(draft, newId(), newTime());
    }

    String addOne(Draft draft, String id, Instant archived) {
        Instant sent = archived.minusSeconds(words.number(90)).truncatedTo(ChronoUnit.SECONDS);
        return add(draft, new Copy(id, draft.from, sent, archived), digests(draft));
    }

    /** Changes the expectation for an item. */
    void expect(String id, UnaryOperator<Expected> correction) {
        expected.computeIfPresent(id, (same, before) -> correction.apply(before));
    }

    /** An item without a draft. */
    void add(SiteItem item, Expected where) {
        items.add(item);
        expected.put(item.id(), where);
    }

    private record Copy(String id, Person owner, Instant sent, Instant archived) {}

    private String add(Draft draft, Copy copy, List<String> files) {
        if (draft.messageId == null) {
            draft.messageId = "<" + words.hex(20) + "@telemessage.invalid>";
        }
        Content mail = draft.mail(network, copy.id, copy.owner, copy.sent);
        SiteItem item = SiteItem.of(copy.id, draft.kind.listed(), copy.archived, mail);
        boolean unmapped = draft.mailboxes().isEmpty();
        add(
                item,
                unmapped
                        ? Expected.undelivered(copy.id, Expected.Outcome.DEAD_LETTER, "unmapped")
                        : Expected.delivered(copy.id, draft.mailboxes(), copy.sent, files));
        return copy.id;
    }

    private static List<String> digests(Draft draft) {
        return draft.files.stream().map(FilePart::sha256).toList();
    }

    /** At most the last millisecond of the day. */
    private Instant min(Instant time) {
        Instant last = start.plusMillis(DAY_MILLIS - 1);
        return time.isAfter(last) ? last : time;
    }
}
