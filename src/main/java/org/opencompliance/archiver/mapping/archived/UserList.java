package org.opencompliance.archiver.mapping.archived;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opencompliance.archiver.mapping.csv.MailboxAddress;
import org.opencompliance.archiver.mapping.csv.MobileNumber;

/**
 * The content of a list of users: one e-mail address, mobile number or object id a line; empty lines and lines that begin with
 * {@code #} have no effect. UTF-8, with or without a byte order mark.
 *
 * @param keys the same key for all spellings of an entry
 * @param problems why the list cannot be used, with line numbers and without entries; empty for a usable list
 */
record UserList(Set<String> keys, List<String> problems) {

    /** Largest file in bytes: about half a million users. */
    static final int LIMIT = 16 << 20;

    private static final int PROBLEMS_NAMED = 5;
    private static final String MARK = "\uFEFF";

    UserList {
        keys = Set.copyOf(keys);
        problems = List.copyOf(problems);
    }

    static UserList parse(byte[] content) {
        if (content.length > LIMIT) {
            return refused("it has more than " + LIMIT + " bytes");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return refused("it is not UTF-8");
        }
        return lines(text.startsWith(MARK) ? text.substring(MARK.length()) : text);
    }

    private static UserList lines(String text) {
        Set<String> keys = new HashSet<>();
        List<String> problems = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isEmpty() && !line.startsWith("#")) {
                String key = key(line);
                if (key == null) {
                    problems.add("line " + (i + 1) + " is no e-mail address, mobile number or object id");
                } else {
                    keys.add(key);
                }
            }
        }
        return keys.isEmpty() && problems.isEmpty() ? refused("it has no user") : new UserList(keys, problems);
    }

    private static UserList refused(String problem) {
        return new UserList(Set.of(), List.of(problem));
    }

    /** Null if the text is no entry. */
    private static String key(String entry) {
        if (isId(entry)) {
            return entry.toLowerCase(Locale.ROOT);
        }
        String address = MailboxAddress.of(entry);
        return address == null ? MobileNumber.digits(entry) : MailboxAddress.key(address);
    }

    /** The form of an object id; other forms that Java takes are no ids. */
    static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean isUsable() {
        return problems.isEmpty();
    }

    /** The first problems as one text. */
    String problem() {
        String named = problems.stream().limit(PROBLEMS_NAMED).collect(Collectors.joining("; "));
        return problems.size() > PROBLEMS_NAMED
                ? named + "; and " + (problems.size() - PROBLEMS_NAMED) + " more"
                : named;
    }

    boolean hasId(String id) {
        return keys.contains(id.toLowerCase(Locale.ROOT));
    }

    boolean hasAddress(String address) {
        return address != null && keys.contains(MailboxAddress.key(address));
    }

    boolean hasNumber(String number) {
        String digits = MobileNumber.digits(number);
        return digits != null && keys.contains(digits);
    }

    List<String> addresses() {
        return keys.stream()
                .filter(key -> MailboxAddress.of(key) != null)
                .sorted()
                .toList();
    }

    /** Omits the entries, because logs contain this text. */
    @Override
    public String toString() {
        return keys.size() + " users";
    }
}
