package org.opencompliance.archiver.item;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One form of a display name, such as <code>{name} ({mobile})</code>: placeholders with other characters between them. A blank
 * stands for any number of blanks. What stands before the name is read from the left, what stands after it from the right.
 */
final class ParticipantForm {

    private static final int MAX_CHARS = 200;
    private static final int MIN_DIGITS = 7;
    private static final int MAX_DIGITS = 15;
    /** RFC 5321: an address, which a login name can be. */
    private static final int MAX_LOGIN = 254;

    /** The placeholders. */
    enum Field {
        MOBILE,
        LOGIN,
        NAME;

        private String written() {
            return "{" + name().toLowerCase(Locale.ROOT) + "}";
        }
    }

    /** A placeholder, or characters that stand as they are. */
    private record Token(Field field, String text) {}

    private final List<Token> tokens;

    private ParticipantForm(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** @throws IllegalArgumentException with the reason, without the name of the setting */
    static ParticipantForm of(String form) {
        require(form.length() <= MAX_CHARS, "has a form of more than " + MAX_CHARS + " characters");
        List<Token> tokens = new ArrayList<>();
        int pos = 0;
        while (pos < form.length()) {
            int open = form.indexOf('{', pos);
            int end = open < 0 ? form.length() : open;
            if (end > pos) {
                require(form.substring(pos, end).indexOf('}') < 0, "has a } without a {");
                tokens.add(new Token(null, form.substring(pos, end)));
            }
            if (open >= 0) {
                tokens.add(new Token(field(form, open), null));
                end = form.indexOf('}', open) + 1;
            }
            pos = end;
        }
        requireUsable(tokens);
        return new ParticipantForm(List.copyOf(tokens));
    }

    private static Field field(String form, int open) {
        for (Field field : Field.values()) {
            if (form.startsWith(field.written(), open)) {
                return field;
            }
        }
        throw new IllegalArgumentException("has an unknown placeholder: write {mobile}, {login} or {name}");
    }

    private static void requireUsable(List<Token> tokens) {
        Set<Field> seen = EnumSet.noneOf(Field.class);
        Field before = null;
        for (Token token : tokens) {
            if (token.field() != null) {
                require(seen.add(token.field()), "has " + token.field().written() + " twice in one form");
                require(before == null, "needs a blank or another character between two placeholders");
            }
            before = token.field();
        }
        require(
                seen.contains(Field.MOBILE) || seen.contains(Field.LOGIN),
                "has a form without {mobile} and {login}: write, for example, " + ParticipantFormat.USUAL);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    boolean has(Field field) {
        return tokens.stream().anyMatch(token -> token.field() == field);
    }

    /** The same form for a person without a name; empty when it has no name anyway. */
    Optional<ParticipantForm> withoutName() {
        int name = indexOfName();
        if (name == tokens.size()) {
            return Optional.empty();
        }
        List<Token> left = new ArrayList<>(tokens.subList(0, name));
        List<Token> right = new ArrayList<>(tokens.subList(name + 1, tokens.size()));
        if (!left.isEmpty() && !right.isEmpty()) {
            return Optional.empty();
        }
        if (left.isEmpty()) {
            trim(right, 0);
            return Optional.of(new ParticipantForm(right));
        }
        trim(left, left.size() - 1);
        return Optional.of(new ParticipantForm(left));
    }

    /** Removes the blanks that separate a name from the rest. */
    private static void trim(List<Token> tokens, int beside) {
        Token token = tokens.remove(beside);
        String text = token.text() == null ? null : token.text().strip();
        if (text == null || !text.isEmpty()) {
            tokens.add(beside, new Token(token.field(), text));
        }
    }

    private int indexOfName() {
        int name = 0;
        while (name < tokens.size() && tokens.get(name).field() != Field.NAME) {
            name++;
        }
        return name;
    }

    /** Null when the display name has another form. */
    ParticipantFormat.Read read(String display) {
        int name = indexOfName();
        Reading left = new Reading(display, false);
        if (!left.all(tokens.subList(0, name))) {
            return null;
        }
        if (name == tokens.size()) {
            return left.pos == display.length() ? left.read("") : null;
        }
        Reading right = new Reading(display, true);
        List<Token> reversed = new ArrayList<>(tokens.subList(name + 1, tokens.size()));
        Collections.reverse(reversed);
        if (!right.all(reversed) || left.pos + right.pos > display.length()) {
            return null;
        }
        left.mobile = left.mobile == null ? right.mobile : left.mobile;
        left.login = left.login == null ? right.login : left.login;
        return left.read(
                display.substring(left.pos, display.length() - right.pos).strip());
    }

    /** One way through a display name, from one of its ends. */
    private static final class Reading {

        private final String display;
        private final boolean backwards;
        private int pos;
        private String mobile;
        private String login;

        Reading(String display, boolean backwards) {
            this.display = display;
            this.backwards = backwards;
        }

        private ParticipantFormat.Read read(String name) {
            return new ParticipantFormat.Read(mobile, login, name, false);
        }

        private boolean all(List<Token> tokens) {
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
                if (!(token.field() == null ? literal(token.text()) : field(token.field(), next))) {
                    return false;
                }
            }
            return true;
        }

        private char at(int index) {
            return display.charAt(backwards ? display.length() - 1 - index : index);
        }

        private boolean literal(String text) {
            String expected = backwards ? new StringBuilder(text).reverse().toString() : text;
            for (int i = 0; i < expected.length(); i++) {
                char c = expected.charAt(i);
                if (isBlank(c)) {
                    int before = pos;
                    skipBlanks();
                    boolean repeated = i > 0 && isBlank(expected.charAt(i - 1));
                    if (pos == before && !repeated) {
                        return false;
                    }
                } else if (pos < display.length() && at(pos) == c) {
                    pos++;
                } else {
                    return false;
                }
            }
            return true;
        }

        private void skipBlanks() {
            while (pos < display.length() && isBlank(at(pos))) {
                pos++;
            }
        }

        private boolean field(Field field, Token next) {
            int start = pos;
            int stop = next == null ? -1 : first(next.text());
            while (pos < display.length() && !isBlank(at(pos)) && at(pos) != stop) {
                pos++;
            }
            String value = backwards
                    ? display.substring(display.length() - pos, display.length() - start)
                    : display.substring(start, pos);
            if (field == Field.MOBILE) {
                mobile = isNumber(value) ? digits(value) : null;
                return mobile != null;
            }
            login = value;
            return !value.isEmpty() && value.length() <= MAX_LOGIN;
        }

        private int first(String literal) {
            return backwards ? literal.charAt(literal.length() - 1) : literal.charAt(0);
        }
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u00a0';
    }

    /** Whether the text is 7 to 15 digits, with or without a plus sign before them. */
    static boolean isNumber(String text) {
        String digits = digits(text);
        return digits.length() >= MIN_DIGITS
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }
}
