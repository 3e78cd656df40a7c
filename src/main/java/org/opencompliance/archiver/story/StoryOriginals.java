package org.opencompliance.archiver.story;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.LedgerEvent;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.story.KeptRecords.KeptDelivery;
import org.opencompliance.archiver.story.KeptRecords.KeptLetter;
import org.opencompliance.archiver.story.KeptRecords.KeptWork;
import org.opencompliance.archiver.story.OriginalFiles.Heading;
import org.opencompliance.archiver.story.OriginalFiles.Measured;
import org.opencompliance.archiver.story.Story.Finding;
import org.opencompliance.archiver.story.Story.Original;
import org.opencompliance.archiver.story.Story.Person;
import org.opencompliance.archiver.work.StagedItem;

/** Compares the originals of an item with what was recorded when they were fetched. */
final class StoryOriginals {

    private final KeptRecords records;
    private final OriginalFiles files;
    private final ItemKeys keys;

    StoryOriginals(KeptRecords records, OriginalFiles files, ItemKeys keys) {
        this.records = records;
        this.files = files;
        this.keys = keys;
    }

    /** The facts of an original when it was fetched; null where no record has them. */
    private record Recorded(String type, Instant archivedAt, Long size, String sha256) {}

    /** The originals that the ledger or a dead letter names, in the order of their first line. */
    List<Original> of(String id, List<LedgerLine> lines, List<KeptLetter> letters, boolean people) throws IOException {
        Map<String, Recorded> recorded = new LinkedHashMap<>();
        for (LedgerLine line : lines) {
            if (line.is(EventType.STAGED) || line.is(EventType.FOUND_STAGED)) {
                recorded.putIfAbsent(line.text("name"), recorded(line));
            }
        }
        for (KeptLetter letter : letters) {
            if (letter.staged() != null) {
                recorded.putIfAbsent(letter.staged().name(), recorded(letter.staged()));
            }
        }
        for (LedgerLine line : lines) {
            if (line.text("name") != null && !recorded.containsKey(line.text("name"))) {
                recorded.put(line.text("name"), unlisted(line.text("name")));
            }
        }
        List<Original> originals = new ArrayList<>();
        for (Map.Entry<String, Recorded> each : recorded.entrySet()) {
            originals.add(original(id, each.getKey(), each.getValue(), people));
        }
        return originals;
    }

    private static Recorded recorded(LedgerLine line) {
        String archivedAt = line.text("archivedAt");
        return new Recorded(
                line.text("kind"),
                archivedAt == null ? null : Instant.parse(archivedAt),
                line.number("size"),
                line.text("sha256"));
    }

    private static Recorded recorded(StagedItem item) {
        return new Recorded(item.type(), item.archivedAt(), item.size(), item.sha256());
    }

    /** A crash can have prevented the line of the staging: the work record has the facts, else the metadata. */
    private Recorded unlisted(String name) throws IOException {
        Optional<StagedItem> item = records.work(name).map(KeptWork::item).or(() -> Optional.empty());
        if (item.isEmpty()) {
            item = records.staged(name);
        }
        return item.map(StoryOriginals::recorded).orElse(new Recorded(null, null, null, null));
    }

    private Original original(String id, String name, Recorded recorded, boolean people) throws IOException {
        Optional<Measured> now = files.measure(name);
        Finding finding = finding(recorded, now);
        Optional<KeptWork> work = records.work(name);
        return new Original(
                name,
                recorded.type(),
                recorded.archivedAt(),
                recorded.size(),
                recorded.sha256(),
                finding,
                now.map(Measured::size).orElse(null),
                now.map(Measured::sha256).orElse(null),
                plan(id, work, finding),
                deliveries(id, name, work),
                people && finding == Finding.AS_RECORDED ? people(id, name, recorded.archivedAt()) : null);
    }

    private static Finding finding(Recorded recorded, Optional<Measured> now) {
        if (now.isEmpty()) {
            return Finding.MISSING;
        }
        boolean sameSize =
                recorded.size() == null || recorded.size() == now.get().size();
        boolean sameContent = now.get().sha256().equalsIgnoreCase(recorded.sha256());
        return sameSize && sameContent ? Finding.AS_RECORDED : Finding.DIFFERS;
    }

    private Story.Plan plan(String id, Optional<KeptWork> work, Finding finding) throws IOException {
        if (work.isEmpty() || work.get().plannedAt() == null) {
            return null;
        }
        List<String> names = work.get().leftOut();
        String original = work.get().item().name();
        List<Story.LeftOutFile> leftOut = names.isEmpty() || finding != Finding.AS_RECORDED
                ? names.stream()
                        .map(name -> new Story.LeftOutFile(name, null, null))
                        .toList()
                : files.leftOut(original, id, names);
        return plan(work.get(), leftOut);
    }

    private static Story.Plan plan(KeptWork work, List<Story.LeftOutFile> leftOut) {
        String outcome = work.disposition() == null ? null : work.disposition().label() + ", reason " + work.reason();
        return new Story.Plan(
                work.plannedAt(),
                work.mapping(),
                leftOut,
                work.failures(),
                work.closedAt(),
                outcome,
                work.encryption());
    }

    private List<Story.Delivery> deliveries(String id, String name, Optional<KeptWork> work) {
        return work.map(KeptWork::deliveries).orElse(List.of()).stream()
                .map(delivery -> delivery(id, name, delivery))
                .toList();
    }

    private Story.Delivery delivery(String id, String name, KeptDelivery delivery) {
        return new Story.Delivery(
                delivery.mailbox(),
                delivery.address(),
                rule(delivery.rule()),
                delivery.participants(),
                ItemStatus.of(delivery.disposition()),
                delivery.message(),
                delivery.message() == null ? null : keys.internetMessageId(id, name, delivery.mailbox()),
                delivery.reason(),
                delivery.failures(),
                delivery.refusedSince());
    }

    private static String rule(String rule) {
        return switch (String.valueOf(rule)) {
            case "CUSTOM" -> "custom mapping";
            case "EMAIL" -> "e-mail address";
            case LedgerEvent.FALLBACK -> "fallback mailbox";
            default -> "rule " + rule;
        };
    }

    private List<Person> people(String id, String name, Instant archivedAt) throws IOException {
        Optional<Heading> heading = files.heading(name, id, archivedAt);
        if (heading.isEmpty()) {
            return null;
        }
        List<Person> people = new ArrayList<>();
        heading.get().participants().forEach(person -> people.add(Person.of(people.size(), person)));
        return people;
    }
}
