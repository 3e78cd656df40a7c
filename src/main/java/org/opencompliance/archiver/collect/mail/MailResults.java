package org.opencompliance.archiver.collect.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.opencompliance.archiver.item.ListedItem;

/** What became of the mails of a window, to be recorded when the window is complete. For one thread. */
final class MailResults {

    private final List<Result> results = new ArrayList<>();

    private record Result(SourceMail mail, MailRecord record) {

        boolean isTaken() {
            return record.outcome().equals(MailRecord.TAKEN);
        }
    }

    void add(SourceMail mail, String outcome, ListedItem item) {
        MailRecord record = new MailRecord(
                mail.key(),
                mail.number(),
                mail.size(),
                mail.arrived(),
                outcome,
                item.id(),
                item.sha256(),
                MailItems.dayOf(item.archivedAt()));
        results.add(new Result(mail, record));
    }

    /**
     * Takes back what was listed and has no original, so that the next collection reads it again.
     *
     * @param unstaged whether the item of an id has none
     */
    void takeBack(Predicate<String> unstaged) {
        List<Result> taken = results.stream()
                .filter(result ->
                        result.isTaken() && unstaged.test(result.record().id()))
                .toList();
        results.removeAll(taken);
        // a known one has such a record already
        taken.stream()
                .filter(result -> !result.mail().known())
                .forEach(result ->
                        results.add(new Result(result.mail(), result.record().unstaged())));
    }

    List<SourceMail> taken() {
        return results.stream().filter(Result::isTaken).map(Result::mail).toList();
    }

    Map<String, List<MailRecord>> byGroup() {
        Map<String, List<MailRecord>> groups = new LinkedHashMap<>();
        for (Result result : results) {
            groups.computeIfAbsent(result.mail().group(), any -> new ArrayList<>())
                    .add(result.record());
        }
        return groups;
    }

    void clear() {
        results.clear();
    }
}
