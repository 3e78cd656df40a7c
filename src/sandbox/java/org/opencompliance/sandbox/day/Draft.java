package org.opencompliance.sandbox.day;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.opencompliance.sandbox.http.HttpDate;

/** A message before it becomes one or more items. Used by one thread. */
final class Draft {

    final MessageKind kind;
    final Person from;
    final List<Person> to = new ArrayList<>();
    final List<Person> cc = new ArrayList<>();
    final List<FilePart> files = new ArrayList<>();
    final List<String> moreHeaders = new ArrayList<>();
    String group;
    String subject;
    String text = "";
    String html;
    Charset charset = StandardCharsets.UTF_8;
    String messageId;
    String date;
    String status = "SENT";
    boolean broken;
    PartEncryption encryption;

    Draft(MessageKind kind, Person from, List<Person> to) {
        this.kind = kind;
        this.from = from;
        this.to.addAll(to);
    }

    Draft text(String other) {
        text = other;
        return this;
    }

    Draft file(FilePart file) {
        files.add(file);
        return this;
    }

    Draft header(String line) {
        moreHeaders.add(line);
        return this;
    }

    List<Person> participants() {
        return Stream.of(Stream.of(from), to.stream(), cc.stream())
                .flatMap(people -> people)
                .toList();
    }

    /** The mailboxes of all participants. */
    Set<String> mailboxes() {
        Set<String> mailboxes = new LinkedHashSet<>();
        participants().stream().filter(Person::registered).map(Person::mailbox).forEach(mailboxes::add);
        return mailboxes;
    }

    /** The mail of one owner's copy. */
    ItemMail mail(Network network, String itemId, Person owner, Instant sent) {
        List<String> headers = new ArrayList<>();
        headers.add("From: " + HeaderText.participant(from));
        if (!to.isEmpty()) {
            headers.add("To: " + HeaderText.participants(to));
        }
        if (!cc.isEmpty()) {
            headers.add("Cc: " + HeaderText.participants(cc));
        }
        headers.add("Subject: " + HeaderText.text(subject == null ? usualSubject(network) : subject, charset));
        String written =
                date == null ? HttpDate.format(sent.atOffset(ZoneOffset.UTC)).replace("GMT", "+0000") : date;
        if (!written.isEmpty()) {
            headers.add("Date: " + written);
        }
        if (!messageId.isEmpty()) {
            headers.add("Message-ID: " + messageId);
        }
        teleMessage(headers, network, itemId, owner);
        headers.addAll(moreHeaders);
        return new ItemMail(List.copyOf(headers), text, charset, html, List.copyOf(files), broken, encryption);
    }

    private void teleMessage(List<String> headers, Network network, String itemId, Person owner) {
        headers.add("X-TELEMESSAGE-ArchiveMessageID: " + HeaderText.text(itemId, StandardCharsets.UTF_8));
        headers.add("X-TELEMESSAGE-Network: " + network.label());
        headers.add("X-TELEMESSAGE-MessageType: " + HeaderText.text(kind.header(), StandardCharsets.UTF_8));
        headers.add(
                "X-TELEMESSAGE-THREAD_ID: " + Integer.toHexString(participants().hashCode()));
        headers.add("X-TELEMESSAGE-ArchiveSource: " + network.source());
        headers.add("X-TELEMESSAGE-ArchiveInitiator: " + HeaderText.text(owner.label(), StandardCharsets.UTF_8));
        headers.add("X-TELEMESSAGE-Status: " + status);
        if (group != null) {
            headers.add("X-TELEMESSAGE-GroupID: wr" + Integer.toHexString(group.hashCode()));
            headers.add("X-TELEMESSAGE-GROUP_NAME: " + HeaderText.text(group, StandardCharsets.UTF_8));
        }
    }

    private String usualSubject(Network network) {
        String target =
                group != null ? group : to.isEmpty() ? "nobody" : to.get(0).label();
        return network.label() + " " + (kind.call() ? "Call" : "Message") + " From " + from.label() + " to " + target;
    }
}
