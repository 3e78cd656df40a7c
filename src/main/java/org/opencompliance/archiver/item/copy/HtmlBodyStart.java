package org.opencompliance.archiver.item.copy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opencompliance.archiver.exchange.mail.CpuBudget;

/**
 * Finds the start of the visible part of an HTML document. Ignores {@code <body>} in comments, scripts, titles and
 * attributes.
 */
public final class HtmlBodyStart {

    private static final Pattern TAG = Pattern.compile("</?([A-Za-z!?][A-Za-z0-9:-]*)");
    private static final Set<String> RAW_TEXT = Set.of("script", "style", "title", "noscript");
    private static final Set<String> BEFORE_BODY =
            Set.of("!doctype", "?xml", "html", "head", "meta", "link", "base", "script", "style", "title", "noscript");

    private final String html;
    private final Matcher tag;
    private int htmlTag = -1;
    private int bodyTag = -1;

    private HtmlBodyStart(String html) {
        this.html = html;
        this.tag = TAG.matcher(CpuBudget.watched(html));
    }

    /** The position after the opening body tag; 0 when there is none before the first visible element. */
    public static int in(String html) {
        return new HtmlBodyStart(html).find();
    }

    /**
     * The tags of a document.
     *
     * @param html position of the opening html tag, -1 when there is none before the body
     * @param body position of the opening body tag; -1 when there is none before the first visible element
     * @param start see {@link #in}
     */
    record Tags(int html, int body, int start) {}

    static Tags tags(String html) {
        HtmlBodyStart found = new HtmlBodyStart(html);
        int start = found.find();
        return new Tags(found.htmlTag, found.bodyTag, start);
    }

    private int find() {
        int pos = html.indexOf('<');
        while (pos >= 0) {
            CpuBudget.check();
            int next = after(pos);
            if (next <= 0) {
                return -next;
            }
            pos = html.indexOf('<', next);
        }
        return 0;
    }

    /** The next position to search; the negated result after the body tag; 0 when there is no body tag. */
    private int after(int pos) {
        if (html.startsWith("<!--", pos)) {
            int end = html.indexOf("-->", pos + 4);
            return end < 0 ? 0 : end + 3;
        }
        return tag.region(pos, html.length()).lookingAt() ? afterTag(pos) : pos + 1;
    }

    private int afterTag(int pos) {
        String name = tag.group(1).toLowerCase(Locale.ROOT);
        boolean opening = html.charAt(pos + 1) != '/';
        int end = endOfTag(tag.end());
        if (opening && name.equals("body")) {
            bodyTag = end == 0 ? -1 : pos;
            return -end;
        }
        noteHtml(opening && name.equals("html"), pos);
        if (end == 0 || !BEFORE_BODY.contains(name)) {
            return 0;
        }
        return opening && RAW_TEXT.contains(name) ? closing(name, end) : end;
    }

    private void noteHtml(boolean html, int pos) {
        if (html && htmlTag < 0) {
            htmlTag = pos;
        }
    }

    private int closing(String name, int start) {
        Matcher close = Pattern.compile("</" + name + "\\s*+>", Pattern.CASE_INSENSITIVE)
                .matcher(CpuBudget.watched(html));
        return close.find(start) ? close.end() : 0;
    }

    /** The position after the next {@code >} that is not in quotes, 0 when there is none. */
    private int endOfTag(int start) {
        char quote = 0;
        for (int i = start; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return 0;
    }
}
