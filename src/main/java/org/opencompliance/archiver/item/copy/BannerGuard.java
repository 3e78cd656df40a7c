package org.opencompliance.archiver.item.copy;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencompliance.archiver.exchange.mail.CpuBudget;

/**
 * Puts the banner into an HTML message so that no style sheet of the message can hide it.
 *
 * <p>Important declarations in the style attributes of the document and its body override every style sheet (CSS Cascading 5,
 * section 6.1). A style sheet in a cascade layer removes what covers the banner: content that is generated for the document,
 * and stacking orders. Important declarations in a layer override those of style sheets without a layer. Mail clients that do
 * not know layers, such as Outlook for Windows, also do not know the properties that cover an element. A message without a
 * style sheet stays as it is.
 */
final class BannerGuard {

    private static final Pattern STYLE_SHEET = Pattern.compile("<(?i:style|link)");
    private static final String SEEN = Stream.of(
                    "display:block",
                    "visibility:visible",
                    "content-visibility:visible",
                    "opacity:1",
                    "position:static",
                    "float:none",
                    "transform:none",
                    "translate:none",
                    "rotate:none",
                    "scale:none",
                    "offset:none",
                    "perspective:none",
                    "clip:auto",
                    "clip-path:none",
                    "mask:none",
                    "filter:none",
                    "mix-blend-mode:normal",
                    "animation:none",
                    "transition:none",
                    "contain:none",
                    "zoom:1",
                    "width:auto",
                    "min-width:0",
                    "max-width:none",
                    "height:auto",
                    "max-height:none",
                    "overflow:visible",
                    "columns:auto")
            .map(declaration -> declaration + " !important")
            .collect(Collectors.joining(";"));
    private static final String BODY_SEEN = SEEN + ";margin:8px !important";
    private static final String LAYER = "<style>@layer archive{html{" + SEEN + "}body{" + BODY_SEEN + "}"
            + "*,*::before,*::after{z-index:auto !important}"
            + "html::before,html::after,body::before,body::after{content:none !important;display:none !important}}"
            + "</style>";

    private BannerGuard() {}

    /** The document with the banner at the start of its visible part. */
    static String place(String html, String banner) {
        HtmlBodyStart.Tags tags = HtmlBodyStart.tags(html);
        if (!STYLE_SHEET.matcher(CpuBudget.watched(html)).find()) {
            return html.substring(0, tags.start()) + banner + html.substring(tags.start());
        }
        if (tags.body() < 0) {
            // attributes of later tags of these names count only where these have none
            return "<html style=\"" + SEEN + "\"><body style=\"" + BODY_SEEN + "\">" + LAYER + banner + html;
        }
        String head = tags.html() < 0
                ? html.substring(0, tags.body())
                : html.substring(0, tags.html()) + guarded(html, tags.html(), "<html", SEEN, tags.body());
        return head
                + guarded(html, tags.body(), "<body", BODY_SEEN, tags.start())
                + LAYER
                + banner
                + html.substring(tags.start());
    }

    /** The text from an opening tag on, with a style attribute before its own, which no longer counts. */
    private static String guarded(String html, int tag, String name, String style, int end) {
        int attributes = tag + name.length();
        String own = OpeningTag.attribute(html, attributes, "style");
        return html.substring(tag, attributes) + " style=\"" + style + unimportant(own) + "\""
                + html.substring(attributes, end);
    }

    /** The declarations without their importance; nothing of those with references that could hide it. */
    private static String unimportant(String own) {
        String plain = own.replace("&quot;", "\"").replace("&amp;", "&");
        if (plain.isBlank() || plain.indexOf('&') >= 0) {
            return "";
        }
        return ";" + plain.replace("!", "").replace("important", "").replace("\"", "&quot;");
    }

    /** The attributes of an opening tag. */
    private static final class OpeningTag {

        private final String html;
        private int pos;

        private OpeningTag(String html, int pos) {
            this.html = html;
            this.pos = pos;
        }

        /** The value as written, without quotation marks; empty when there is none. */
        static String attribute(String html, int start, String name) {
            OpeningTag tag = new OpeningTag(html, start);
            while (tag.pos < html.length() && html.charAt(tag.pos) != '>') {
                CpuBudget.check();
                String attribute = lastWord(tag.until("=>/").strip());
                String value = tag.pos < html.length() && html.charAt(tag.pos) == '=' ? tag.value() : tag.skip();
                if (attribute.equalsIgnoreCase(name)) {
                    return value;
                }
            }
            return "";
        }

        /** An attribute without a value can stand before it. */
        private static String lastWord(String words) {
            int start = words.length();
            while (start > 0 && !Character.isWhitespace(words.charAt(start - 1))) {
                start--;
            }
            return words.substring(start);
        }

        private String skip() {
            pos += pos < html.length() && html.charAt(pos) == '/' ? 1 : 0;
            return "";
        }

        private String until(String ends) {
            int start = pos;
            while (pos < html.length() && ends.indexOf(html.charAt(pos)) < 0) {
                pos++;
            }
            return html.substring(start, pos);
        }

        private String value() {
            pos++;
            while (pos < html.length() && Character.isWhitespace(html.charAt(pos))) {
                pos++;
            }
            if (pos < html.length() && (html.charAt(pos) == '"' || html.charAt(pos) == '\'')) {
                return quoted(html.charAt(pos));
            }
            return until(" \t\r\n\f>");
        }

        private String quoted(char quote) {
            pos++;
            String value = until(String.valueOf(quote));
            pos = Math.min(html.length(), pos + 1);
            return value;
        }
    }
}
