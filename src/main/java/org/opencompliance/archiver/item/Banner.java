package org.opencompliance.archiver.item;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opencompliance.archiver.item.Participant.Role;

/**
 * What a reader of an imported message has to know of the item it was: who, to whom, when, where, of what kind, and
 * what is missing.
 */
final class Banner {

    /** The address fields of the message name everyone; here a long list would push the message out of sight. */
    private static final int MAX_NAMES = 50;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u2028\u2029]");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final List<Line> lines = new ArrayList<>();

    Banner(FilteredItem filtered) {
        Item item = filtered.item();
        people("From", item, Role.FROM);
        people("To", item, Role.TO);
        people("Cc", item, Role.CC);
        if (item.owner() != null) {
            add("Archived for", person(item.owner()));
        }
        add("Sent", time(item.sent()));
        add("Archived", time(item.archivedAt()));
        add("Network", item.network());
        add("Kind", ItemKind.of(item.type()));
        add("Status", item.headers().status());
        add("Group", item.headers().groupName());
        add("Recalls message", item.headers().recalledMessageId());
        filtered.leftOut().forEach(file -> add("Left out, over the size limit", leftOut(file)));
        add("Item", item.id());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line ->
                text.append(line.label()).append(": ").append(line.value()).append("\r\n"));
        return text.append("----------------------------------------\r\n\r\n").toString();
    }

    String html() {
        StringBuilder html = new StringBuilder("<div style=\"display:block !important;border-bottom:1px solid #999;"
                + "margin-bottom:12px;padding-bottom:8px;font-family:sans-serif;font-size:10pt\">");
        for (Line line : lines) {
            html.append("<div><b>")
                    .append(line.label())
                    .append(":</b> ")
                    .append(escaped(line.value()))
                    .append("</div>");
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
        StringJoiner names = new StringJoiner(", ");
        named.stream().limit(MAX_NAMES).map(Banner::person).forEach(names::add);
        int more = named.size() - MAX_NAMES;
        add(label, more > 0 ? names + " and " + more + " more" : names.toString());
    }

    private static String person(Participant person) {
        String address = person.address() == null ? null : "<" + person.address() + ">";
        return String.join(
                " ",
                Stream.of(person.name(), person.mobile(), address)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static String leftOut(LeftOut file) {
        return String.format(Locale.ROOT, "%s, %,d bytes, SHA-256 %s", file.name(), file.size(), file.sha256());
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private void add(String label, String value) {
        if (value != null && !value.isBlank()) {
            lines.add(new Line(label, CONTROL.matcher(value).replaceAll("\uFFFD")));
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
