package org.opencompliance.archiver.exchange.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/**
 * The mailboxes of an address field. Reads RFC 5322 and common deviations: groups are flattened, semicolons separate,
 * an unclosed bracket or quote is an ordinary character, and text without an address becomes a name. Never fails, and
 * takes time in proportion to the length of the field.
 */
final class AddressList {

    /** RFC 5322 section 2.1.1: a line of a mail; an address with its comments is not longer. */
    private static final int MAX_SPREAD = 998;

    private static final Pattern QUOTED_LOCAL_PART = Pattern.compile("\"[^\"]*\"@\\S+");
    private static final Pattern BARE_ADDRESS = Pattern.compile("(?<!\\S)\\S+@\\S+(?!\\S)");
    private static final Pattern ROUTE = Pattern.compile("\\A@[^:]*:(?=.*@)");
    /** Blanks, which a comment leaves too, at a dot or an at sign: RFC 5322 still allows them in an address. */
    private static final Pattern SPREAD = Pattern.compile("\\s[.@]|[.@]\\s");

    private static final Pattern SPREAD_DOT = Pattern.compile("\\s?\\.\\s?");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final String text;
    private final int lastSemicolon;
    private final int lastBracket;
    private final int lastWordEnd;
    private final List<MailAddress> mailboxes = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder written = new StringBuilder();
    private String bracketed;
    private String comment = "";
    private String lastComment = "";
    private boolean addressBegun;
    private boolean quotesEnd = true;
    private boolean commentsEnd = true;
    private int pos;

    private AddressList(String text) {
        this.text = text;
        this.lastSemicolon = text.lastIndexOf(';');
        this.lastBracket = text.lastIndexOf('>');
        this.lastWordEnd = text.lastIndexOf("?=");
    }

    /**
     * @param unfolded the field value, with encoded words not yet decoded
     * @param most the limit; the list has one mailbox more when the field exceeds it
     */
    static List<MailAddress> parse(String unfolded, int most) {
        return new AddressList(unfolded).parse(most);
    }

    private List<MailAddress> parse(int most) {
        while (pos < text.length() && mailboxes.size() <= most) {
            CpuBudget.check();
            step(text.charAt(pos));
        }
        endMailbox();
        return mailboxes;
    }

    private void step(char c) {
        switch (c) {
            case '"' -> quoted();
            case '(' -> comment();
            case '<' -> bracket();
            case '=' -> encodedWord();
            case ':' -> colon();
            case ',', ';' -> {
                endMailbox();
                pos++;
            }
            default -> plain(c);
        }
    }

    private void plain(char c) {
        phrase.append(c);
        written.append(c);
        lastComment = Character.isWhitespace(c) ? lastComment : "";
        addressBegun |= c == '@' || c == '[';
        pos++;
    }

    private void quoted() {
        StringBuilder content = new StringBuilder();
        int i = pos + 1;
        while (quotesEnd && i < text.length() && text.charAt(i) != '"') {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            content.append(text.charAt(i++));
        }
        quotesEnd = quotesEnd && i < text.length();
        if (!quotesEnd) {
            plain('"');
            return;
        }
        phrase.append(content);
        written.append(text, pos, i + 1);
        pos = i + 1;
    }

    private void comment() {
        int depth = 0;
        int i = pos;
        do {
            char c = text.charAt(i++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            i += c == '\\' ? 1 : 0;
        } while (commentsEnd && depth > 0 && i < text.length());
        commentsEnd = commentsEnd && depth == 0;
        if (!commentsEnd) {
            plain('(');
            return;
        }
        lastComment = text.substring(pos + 1, i - 1);
        comment = comment.isEmpty() ? lastComment : comment;
        phrase.append(' ');
        written.append(' ');
        pos = i;
    }

    private void bracket() {
        if (bracketed != null) {
            endMailbox();
        }
        int end = pos < lastBracket ? text.indexOf('>', pos) : -1;
        if (end >= 0) {
            bracketed = text.substring(pos + 1, end);
            pos = end + 1;
            return;
        }
        end = pos + 1;
        while (end < text.length() && ",;".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        bracketed = text.substring(pos + 1, end);
        pos = end;
    }

    private void encodedWord() {
        int end = pos < lastWordEnd ? EncodedWords.end(text, pos) : -1;
        if (end < 0) {
            plain('=');
            return;
        }
        phrase.append(text, pos, end);
        written.append(text, pos, end);
        pos = end;
    }

    /** Ends the name of a group, unless no group can end after it or an address came before. */
    private void colon() {
        if (pos > lastSemicolon || bracketed != null || addressBegun) {
            plain(':');
            return;
        }
        clear();
        pos++;
    }

    private void endMailbox() {
        if (bracketed != null) {
            String direct = ROUTE.matcher(CpuBudget.watched(bracketed)).replaceFirst("");
            add(phrase.toString(), direct.contains("(") ? spread(direct) : direct);
        } else {
            unbracketed(written.toString().strip());
        }
        clear();
    }

    private void unbracketed(String source) {
        Matcher bare = BARE_ADDRESS.matcher(CpuBudget.watched(source));
        String spread = SPREAD.matcher(CpuBudget.watched(source)).find()
                        && !phrase.toString().contains("\"")
                ? spread(source)
                : source;
        if (!spread.equals(source)) {
            comment = lastComment;
            add("", spread);
        } else if (QUOTED_LOCAL_PART.matcher(CpuBudget.watched(source)).matches()) {
            add("", source);
        } else if (!phrase.toString().contains("\"") && bare.find()) {
            add(source.substring(0, bare.start()) + source.substring(bare.end()), bare.group());
        } else {
            add(phrase.toString(), "");
        }
    }

    /** The address in a text that is only an address with comments and blanks within; any other text unchanged. */
    private static String spread(String source) {
        if (source.length() > MAX_SPREAD || source.indexOf('@') < 0) {
            return source;
        }
        try {
            Mailbox mailbox = LenientAddressParser.DEFAULT.parseMailbox(source);
            String domain = mailbox.getDomain();
            String local = SPREAD_DOT.matcher(mailbox.getLocalPart()).replaceAll(".");
            boolean whole = domain != null && !domain.isBlank() && !local.isBlank();
            return whole && !SPACE.matcher(local + domain).find() ? local + "@" + domain : source;
        } catch (RuntimeException e) {
            // the parser has no checked error for text that is no address
            return source;
        }
    }

    private void add(String rawName, String rawAddress) {
        boolean quoted = rawAddress.startsWith("\"");
        String address = HeaderText.oneLine(
                quoted
                        ? rawAddress
                        : SPACE.matcher(CpuBudget.watched(rawAddress)).replaceAll(""));
        String name = decodedName(rawName.isBlank() ? comment : rawName);
        if (!address.isEmpty() || !name.isEmpty()) {
            mailboxes.add(new MailAddress(name, address));
        }
    }

    private static String decodedName(String raw) {
        return SPACE.matcher(CpuBudget.watched(HeaderText.oneLine(EncodedWords.decode(raw))))
                .replaceAll(" ");
    }

    private void clear() {
        phrase.setLength(0);
        written.setLength(0);
        bracketed = null;
        addressBegun = false;
        comment = "";
        lastComment = "";
    }
}
