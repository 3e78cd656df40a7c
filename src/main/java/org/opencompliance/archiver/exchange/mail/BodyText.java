package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Joins the texts of a mail to its body, in their order, up to the limit of a body. HTML beside plain text makes HTML. */
final class BodyText {

    private static final String BLANK_LINE = "\r\n\r\n";
    /** Elements that hide a text after them if they are not closed. */
    private static final List<String> HIDING =
            List.of("style", "script", "title", "textarea", "noscript", "xmp", "template");

    private static final String PREFORMATTED = "<pre style=\"white-space:pre-wrap;font-family:inherit\">";

    private final MailSpool spool;
    private final int maxChars;
    private final Set<Part.Leaf> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<MailBody> texts = new ArrayList<>();
    private Part.Leaf tooLong;
    private boolean html;
    private boolean full;
    private int plainChars;
    private int htmlChars;

    BodyText(MailSpool spool, int maxChars) {
        this.spool = spool;
        this.maxChars = maxChars;
    }

    /** Adds a text unless it does not fit, or one before it did not: then it stays an attachment. */
    void add(Part.Leaf leaf) throws IOException {
        full |= !texts.isEmpty()
                && texts.get(texts.size() - 1).html()
                && hidesMore(texts.get(texts.size() - 1).content());
        if (full) {
            return;
        }
        MailBody text = new MailBody(leaf.header().html(), text(leaf));
        if (texts.isEmpty() && text.content().length() > maxChars) {
            full = true;
            tooLong = leaf;
            texts.add(stub(text.html()));
        } else if (texts.isEmpty() || fits(text)) {
            html |= text.html();
            plainChars += text.content().length() + BLANK_LINE.length();
            htmlChars += markedLength(text);
            texts.add(text);
            shown.add(leaf);
        } else {
            full = true;
        }
    }

    private String text(Part.Leaf leaf) throws IOException {
        return MailCharset.named(leaf.header().type().charset())
                .read(() -> spool.open(leaf.content()), maxChars + 1 - Math.min(plainChars, maxChars));
    }

    private boolean fits(MailBody text) {
        return html || text.html()
                ? htmlChars + markedLength(text) <= maxChars
                : plainChars + text.content().length() <= maxChars;
    }

    /** The texts of the body. */
    Set<Part.Leaf> shown() {
        return shown;
    }

    /** The text that is too long for a body, or null. */
    Part.Leaf tooLong() {
        return tooLong;
    }

    MailBody body() {
        if (texts.size() <= 1) {
            return texts.isEmpty() ? MailBody.EMPTY : texts.get(0);
        }
        if (!html) {
            return new MailBody(false, texts.stream().map(MailBody::content).collect(Collectors.joining(BLANK_LINE)));
        }
        MailBody first = texts.get(0);
        String document = first.html() ? first.content() : marked(first);
        int end = endOf(document);
        String more = texts.stream().skip(1).map(BodyText::marked).collect(Collectors.joining());
        return new MailBody(true, document.substring(0, end) + more + document.substring(end));
    }

    private static String marked(MailBody text) {
        return text.html()
                ? BLANK_LINE + "<div>" + text.content() + "</div>"
                : BLANK_LINE + PREFORMATTED + escaped(text.content()) + "</pre>";
    }

    /** The length of {@link #marked}, without a copy of the text. */
    private static int markedLength(MailBody text) {
        String content = text.content();
        int frame = BLANK_LINE.length() + (text.html() ? "<div></div>" : PREFORMATTED + "</pre>").length();
        int escapes = 0;
        for (int i = 0; i < content.length() && !text.html(); i++) {
            char c = content.charAt(i);
            escapes += c == '&' ? "amp;".length() : c == '<' || c == '>' ? "lt;".length() : 0;
        }
        return frame + content.length() + escapes;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static int endOf(String document) {
        int body = last(document, "</body");
        int end = body < 0 ? last(document, "</html") : body;
        return end < 0 ? document.length() : end;
    }

    private static boolean hidesMore(String document) {
        if (document.lastIndexOf("<!--") > document.lastIndexOf("-->")) {
            return true;
        }
        Set<String> closed = new HashSet<>();
        for (int at = document.lastIndexOf('<'); at >= 0; at = document.lastIndexOf('<', at - 1)) {
            CpuBudget.check();
            boolean closing = document.startsWith("/", at + 1);
            String name = hiding(document, at + (closing ? 2 : 1));
            if (name != null && closing) {
                closed.add(name);
            } else if (name != null && !closed.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** The hiding element that begins there, or null. */
    private static String hiding(String document, int start) {
        for (String name : HIDING) {
            if (document.regionMatches(true, start, name, 0, name.length())) {
                return name;
            }
        }
        return null;
    }

    private static int last(String document, String tag) {
        int at = document.lastIndexOf('<');
        while (at >= 0 && !document.regionMatches(true, at, tag, 0, tag.length())) {
            CpuBudget.check();
            at = document.lastIndexOf('<', at - 1);
        }
        return at;
    }

    private MailBody stub(boolean ofHtml) {
        String name = "message-body." + (ofHtml ? "html" : "txt");
        return new MailBody(
                false,
                "The text of this message is longer than " + maxChars + " characters. It is attached in full, as \""
                        + name + "\" unless it has a name of its own.");
    }
}
