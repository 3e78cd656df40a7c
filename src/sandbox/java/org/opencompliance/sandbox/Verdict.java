package org.opencompliance.sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.opencompliance.sandbox.day.Expected;
import org.opencompliance.sandbox.graph.AttachmentRecord;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;

/**
 * Compares the mailboxes and the dead letters with the expected final state of each item. One of the named extended
 * properties of a message contains the id of its item.
 *
 * @param expected by item id
 * @param folder the name of the folder that must contain the imported messages
 */
public record Verdict(Map<String, Expected> expected, GraphTenant tenant, String folder) {

    /** The differences, one sentence each, with ids only; empty when all items are correct and no other message exists. */
    public List<String> differences(Collection<DeadLetter> open) {
        List<String> differences = new ArrayList<>();
        Map<String, Integer> found = new HashMap<>();
        for (TenantUser user : tenant.mailboxes()) {
            Set<String> messageIds = new HashSet<>();
            for (MessageRecord message : tenant.messages(user.id())) {
                if (!messageIds.add(message.internetMessageId())) {
                    differences.add("Mailbox " + user.id() + " has two messages " + message.internetMessageId());
                }
                Optional<String> item = itemOf(message);
                if (item.isEmpty()) {
                    differences.add("Mailbox " + user.id() + " has a message of no item: " + message.id());
                } else {
                    found.merge(delivery(item.get(), user.id()), 1, Integer::sum);
                    differences.addAll(wrong(message, expected.get(item.get()), user.id()));
                }
            }
        }
        for (Expected item : expected.values()) {
            item.mailboxes().forEach(mailbox -> missing(item.itemId(), mailbox, found, differences));
        }
        deadLetters(open, differences);
        return differences;
    }

    private static void missing(String item, String mailbox, Map<String, Integer> found, List<String> differences) {
        int copies = found.getOrDefault(delivery(item, mailbox), 0);
        if (copies != 1) {
            differences.add(place(item, mailbox) + " is there " + copies + " times instead of once");
        }
    }

    private List<String> wrong(MessageRecord message, Expected item, String mailbox) {
        String place = place(item.itemId(), mailbox);
        if (!item.mailboxes().contains(mailbox)) {
            return List.of(place + " must not be there");
        }
        List<String> wrong = new ArrayList<>();
        if (!message.folder().equals(folder)) {
            wrong.add(place + " is in another folder");
        }
        if (message.draft()) {
            wrong.add(place + " is a draft");
        }
        boolean sent = seconds(message.sent()).equals(seconds(item.sent()));
        if (!sent || !message.sent().equals(message.received())) {
            wrong.add(place + " has other times: " + message.sent() + " and " + message.received() + " instead of "
                    + item.sent());
        }
        List<String> files =
                message.attachments().stream().map(AttachmentRecord::sha256).toList();
        if (!files.containsAll(item.attachments()) || item.leftOut().stream().anyMatch(files::contains)) {
            wrong.add(place + " has other attachments than it should");
        }
        if (files.size() != new HashSet<>(files).size()) {
            wrong.add(place + " has an attachment twice");
        }
        return wrong;
    }

    private void deadLetters(Collection<DeadLetter> open, List<String> differences) {
        Map<String, Integer> letters = new HashMap<>();
        for (DeadLetter letter : open) {
            Expected item = expected.get(letter.itemId());
            boolean due = item != null
                    && letter.mailbox() == null
                    && !item.reason().isEmpty()
                    && Objects.equals(item.reason(), letter.reason());
            if (due) {
                letters.merge(letter.itemId(), 1, Integer::sum);
            } else {
                differences.add(
                        "Dead letter '" + letter.reason() + "' of item " + letter.itemId() + " must not be there");
            }
        }
        for (Expected item : expected.values()) {
            int count = letters.getOrDefault(item.itemId(), 0);
            if (!item.reason().isEmpty() && count != 1) {
                differences.add("Item " + item.itemId() + " has " + count + " dead letters '" + item.reason()
                        + "' instead of one");
            }
        }
    }

    private Optional<String> itemOf(MessageRecord message) {
        return message.extendedProperties().entrySet().stream()
                .filter(property -> property.getKey().contains("{"))
                .map(Map.Entry::getValue)
                .filter(expected::containsKey)
                .findFirst();
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String delivery(String item, String mailbox) {
        return mailbox + "\n" + item;
    }

    private static String place(String item, String mailbox) {
        return "Item " + item + " in mailbox " + mailbox;
    }
}
