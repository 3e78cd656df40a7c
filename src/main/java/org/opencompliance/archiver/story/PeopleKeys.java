package org.opencompliance.archiver.story;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.index.LineKeys;
import org.opencompliance.archiver.story.OriginalFiles.Heading;

/**
 * The keys of an item that its original has and the ledger must not have: people and conversations. An index of them is
 * personal data, although it has only hashes, so it is kept with the originals.
 */
final class PeopleKeys implements LineKeys {

    /** The key of the items whose original could not be read. */
    static final String UNREAD = "unread";

    private final OriginalFiles originals;
    private final KeptRecords records;

    PeopleKeys(OriginalFiles originals, KeptRecords records) {
        this.originals = originals;
        this.records = records;
    }

    /** @param text a number in any usual spelling, or an address in any case */
    static String participant(String text) {
        return text.indexOf('@') >= 0 ? "address " + text.strip().toLowerCase(Locale.ROOT) : "number " + digits(text);
    }

    static String thread(String id) {
        return "thread " + id;
    }

    @Override
    public String name() {
        return "people-2";
    }

    @Override
    public List<String> of(LedgerLine line) throws IOException {
        if (line.is(EventType.STAGED) || line.is(EventType.FOUND_STAGED)) {
            String archivedAt = line.text("archivedAt");
            return keys(line.item(), line.text("name"), archivedAt == null ? null : Instant.parse(archivedAt));
        }
        if (line.is(EventType.PARKED_AT_COLLECTION)) {
            return parked(line.item());
        }
        return List.of();
    }

    @Override
    public boolean fits(LedgerLine line, String key) {
        return line.is(EventType.STAGED) || line.is(EventType.FOUND_STAGED) || line.is(EventType.PARKED_AT_COLLECTION);
    }

    /** Other content under a known id is stored, and only its dead letter names the original. */
    private List<String> parked(String id) throws IOException {
        List<String> keys = new ArrayList<>();
        for (KeptRecords.KeptLetter letter : records.letters(id)) {
            if (letter.staged() != null && !letter.staged().version().isEmpty()) {
                keys.addAll(keys(id, letter.staged().name(), letter.archivedAt()));
            }
        }
        return keys;
    }

    private List<String> keys(String id, String original, Instant archivedAt) throws IOException {
        Optional<Heading> heading = originals.heading(original, id, archivedAt);
        if (heading.isEmpty()) {
            return List.of(UNREAD);
        }
        List<String> keys = new ArrayList<>();
        for (Participant participant : heading.get().participants()) {
            if (participant.mobile() != null) {
                keys.add(participant(participant.mobile()));
            }
            if (participant.address() != null && participant.address().indexOf('@') >= 0) {
                keys.add(participant(participant.address()));
            }
        }
        if (heading.get().thread() != null) {
            keys.add(thread(heading.get().thread()));
        }
        return keys.stream().distinct().toList();
    }

    /** The digits without the international prefix: {@code +86 139}, {@code 0086139} and {@code 86139} are one number. */
    private static String digits(String number) {
        StringBuilder digits = new StringBuilder();
        number.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        boolean international = digits.length() > 2 && digits.charAt(0) == '0' && digits.charAt(1) == '0';
        return international ? digits.substring(2) : digits.toString();
    }
}
