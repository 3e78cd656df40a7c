package org.opencompliance.archiver.item.copy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.mail.CpuBudget;
import org.opencompliance.archiver.exchange.mail.Mail;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.item.FilteredItem;
import org.opencompliance.archiver.item.Item;
import org.opencompliance.archiver.item.ItemKind;
import org.opencompliance.archiver.item.LeftOut;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.item.Participant.Role;
import org.opencompliance.archiver.item.encryption.Encryption;

/**
 * The description of the item at the start of an imported message: people, times, network, kind, and omitted or cut
 * content.
 *
 * <p>In HTML, a style sheet of the message cannot hide the banner. The banner is one element, and an important
 * declaration in its style attribute overrides every declaration of a style sheet (CSS Cascading 4, section 6). The
 * lines are text without elements of their own, which no selector matches; the first line, which {@code ::first-line}
 * matches, is empty. {@link BannerGuard} keeps style sheets from hiding the document around the banner.
 */
final class Banner {

    /** The address fields of the message name all people; a long list here would push the message out of sight. */
    private static final int MAX_NAMES = 50;

    private static final int MAX_PARTS = 20;

    /** The import cuts a longer display name. */
    private static final int NAME_CHARS = 256;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\u2028\u2029]");
    private static final String LINE_BREAK = "<br style=\"display:inline !important\">";
    private static final String STYLE = Stream.of(
                    "all:initial",
                    "display:block",
                    "visibility:visible",
                    "content-visibility:visible",
                    "opacity:1",
                    "position:relative",
                    "z-index:2147483647",
                    "top:auto",
                    "left:auto",
                    "float:none",
                    "clip:auto",
                    "clip-path:none",
                    "mask:none",
                    "filter:none",
                    "transform:none",
                    "animation:none",
                    "zoom:1",
                    "width:auto",
                    "min-width:0",
                    "max-width:none",
                    "height:auto",
                    "max-height:none",
                    "overflow:visible",
                    "margin:0 0 12px 0",
                    "padding:0 0 8px 0",
                    "border:0",
                    "border-bottom:1px solid #999",
                    "direction:ltr",
                    "writing-mode:horizontal-tb",
                    "text-align:left",
                    "text-indent:0",
                    "text-transform:none",
                    "letter-spacing:normal",
                    "word-spacing:normal",
                    "white-space:normal",
                    "font:10pt/1.4 sans-serif",
                    "color:#000",
                    "-webkit-text-fill-color:#000",
                    "background:#fff")
            .map(declaration -> declaration + " !important")
            .collect(Collectors.joining(";"));
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final List<Line> lines = new ArrayList<>();

    Banner(FilteredItem filtered) {
        this(filtered, null);
    }

    /** @param withoutMailbox the positions of the participants of a copy in the fallback mailbox; null for another copy */
    Banner(FilteredItem filtered, List<Integer> withoutMailbox) {
        Item item = filtered.item();
        people("From", item, Role.FROM);
        people("To", item, Role.TO);
        people("Cc", item, Role.CC);
        if (item.owner() != null) {
            add("Archived for", person(item.owner()));
        }
        add("Sent", time(item.sent()));
        add("Archived", time(item.archivedAt()));
        add("Network", ShortText.of(item.network()));
        add("Kind", ShortText.of(ItemKind.of(item.type())));
        add("Status", ShortText.of(item.headers().status()));
        add("Group", ShortText.of(item.headers().conversation().groupName()));
        add("Recalls message", ShortText.of(item.headers().recalledMessageId()));
        if (item.encryption() != null) {
            encryption(item.encryption());
        }
        filtered.leftOut().forEach(file -> add("Left out, over the size limit", leftOut(file)));
        item.mail().notes().forEach(note -> add("Changed", note));
        longNames(item.mail());
        if (withoutMailbox != null) {
            add("Fallback mailbox", noMailbox(item, withoutMailbox));
        }
        add("Item", item.id());
    }

    private static String noMailbox(Item item, List<Integer> positions) {
        List<Participant> people =
                positions.stream().map(item::person).filter(Objects::nonNull).toList();
        return people.isEmpty() ? "no participant has a mailbox" : "no mailbox for " + names(people);
    }

    private void encryption(Encryption encryption) {
        String key = encryption.keyId() == null ? "a key without an id" : "the key " + ShortText.of(encryption.keyId());
        switch (encryption.state()) {
            case DECRYPTED -> add("Decrypted", "The item is encrypted for " + key + "; this copy is in clear");
            case PARTLY_DECRYPTED ->
                add(
                        "Encrypted",
                        "The item is encrypted for " + key + "; these parts could not be decrypted: "
                                + partNames(encryption.encrypted()));
            default ->
                add(
                        "Encrypted",
                        "The item is encrypted for " + key + " and was imported as it is: no part could be decrypted");
        }
    }

    private static String partNames(List<String> parts) {
        String first = parts.stream().limit(MAX_PARTS).map(ShortText::of).collect(Collectors.joining("; "));
        return parts.size() > MAX_PARTS ? first + " and " + (parts.size() - MAX_PARTS) + " more" : first;
    }

    private void longNames(Mail mail) {
        long cut = Stream.of(
                        mail.to(), mail.cc(), mail.bcc(), mail.replyTo(), single(mail.from()), single(mail.sender()))
                .flatMap(List::stream)
                .filter(person -> person.name().length() > NAME_CHARS)
                .count();
        if (cut > 0) {
            add("Changed", "Names of people cut because of their length: " + cut);
        }
    }

    private static List<MailAddress> single(MailAddress person) {
        return person == null ? List.of() : List.of(person);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line ->
                text.append(line.label()).append(": ").append(line.value()).append("\r\n"));
        return text.append("----------------------------------------\r\n\r\n").toString();
    }

    String html() {
        StringBuilder html = new StringBuilder("<div style=\"").append(STYLE).append("\">");
        for (Line line : lines) {
            html.append(LINE_BREAK).append(line.label()).append(": ").append(escaped(line.value()));
        }
        return html.append("</div>").toString();
    }

    private void people(String label, Item item, Role role) {
        List<Participant> named = item.participants().stream()
                .filter(participant -> participant.role() == role)
                .toList();
        if (named.isEmpty()) {
            return;
        }
        add(label, names(named));
    }

    private static String names(List<Participant> people) {
        StringJoiner names = new StringJoiner(", ");
        people.stream().limit(MAX_NAMES).map(Banner::person).forEach(names::add);
        int more = people.size() - MAX_NAMES;
        return more > 0 ? names + " and " + more + " more" : names.toString();
    }

    private static String person(Participant person) {
        String address = person.address() == null ? null : "<" + person.address() + ">";
        return Stream.of(person.name(), person.mobile(), address)
                .filter(Objects::nonNull)
                .map(ShortText::of)
                .collect(Collectors.joining(" "));
    }

    private static String leftOut(LeftOut file) {
        return String.format(Locale.ROOT, "%s, %,d bytes, SHA-256 %s", file.name(), file.size(), file.sha256());
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private void add(String label, String value) {
        if (value != null && !value.isBlank()) {
            lines.add(new Line(label, CONTROL.matcher(CpuBudget.watched(value)).replaceAll("\uFFFD")));
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private record Line(String label, String value) {}
}
