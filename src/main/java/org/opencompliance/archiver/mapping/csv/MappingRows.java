package org.opencompliance.archiver.mapping.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks the rows of one mapping file, one after the other. Not thread-safe. */
final class MappingRows {

    static final List<String> HEADER = List.of("External User ID", "Microsoft 365 User Mailbox");

    /** Maximum number of problems; the rest of a file with more is not checked. */
    static final int MOST_PROBLEMS = 10_000;

    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\r|\\n");
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d+(?:[.,]\\d*)?[eE][+-]?\\d+");

    private final MappedBy mappedBy;
    private final InvisibleCharacters invisible;
    private final Map<String, Row> rows = new HashMap<>();
    private final List<MappingProblem> problems = new ArrayList<>();
    private final List<MappingProblem> warnings = new ArrayList<>();
    private boolean headerSeen;
    private boolean hopeless;
    private long line = 1;

    private record Row(long line, String mailbox) {}

    MappingRows(MappedBy mappedBy, InvisibleCharacters invisible) {
        this.mappedBy = mappedBy;
        this.invisible = invisible;
    }

    /** The line number of the next row. */
    long nextLine() {
        return line;
    }

    /** Whether the rest is not checked: the header is unknown, or the file has too many problems. */
    boolean isHopeless() {
        return hopeless || problems.size() >= MOST_PROBLEMS;
    }

    void add(List<String> cells) {
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
            if (headerSeen) {
                addRow(cells);
            } else {
                addHeader(cells);
            }
        }
        // a quoted cell can contain line breaks, which count as lines
        line += 1
                + cells.stream()
                        .mapToLong(cell -> LINE_BREAK.matcher(cell).results().count())
                        .sum();
    }

    /** Completes the check; call it after the last row. */
    void end() {
        if (problems.size() >= MOST_PROBLEMS) {
            refuse(line, "the file has too many problems: from here on, it is not checked");
        } else if (!headerSeen) {
            refuse(0, "the file is empty");
        } else if (rows.isEmpty() && problems.isEmpty()) {
            refuse(0, "the file has a header and no rows; to do without a custom mapping, switch it off");
        }
    }

    void refuse(long where, String reason) {
        problems.add(new MappingProblem(where, reason));
    }

    List<MappingProblem> problems() {
        return problems;
    }

    /** Warnings of lines that are not refused, by line. */
    List<MappingProblem> warnings() {
        Set<Long> refused = problems.stream().map(MappingProblem::line).collect(Collectors.toSet());
        Stream<MappingProblem> hidden = invisible.places().stream()
                .map(place -> new MappingProblem(place.line(), "has the invisible character " + place));
        return Stream.concat(warnings.stream(), hidden)
                .filter(warning -> !refused.contains(warning.line()))
                .sorted(Comparator.comparingLong(MappingProblem::line))
                .toList();
    }

    /** The line of each user id. */
    Map<String, Long> lines() {
        return rows.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, row -> row.getValue()
                .line()));
    }

    Map<String, String> mailboxes() {
        Map<String, String> mailboxes = new HashMap<>();
        rows.forEach((number, row) -> mailboxes.put(number, row.mailbox()));
        return mailboxes;
    }

    private void addHeader(List<String> cells) {
        headerSeen = true;
        if (!cells.stream()
                .map(MappingRows::headerKey)
                .toList()
                .equals(HEADER.stream().map(MappingRows::headerKey).toList())) {
            hopeless = true;
            refuse(
                    line,
                    isUtf8(cells)
                            ? "the header must be \"" + String.join(",", HEADER) + "\", separated by a comma"
                            : "the file is not UTF-8: export it as \"CSV UTF-8\"");
        }
    }

    private static String headerKey(String cell) {
        return cell.replaceAll("[\\s\\u00a0]+", "").toLowerCase(Locale.ROOT);
    }

    private void addRow(List<String> cells) {
        if (!isUtf8(cells)) {
            refuse(line, "the line is not UTF-8: export the file as \"CSV UTF-8\"");
        } else if (cells.size() != HEADER.size()) {
            refuse(line, "the line has " + cells.size() + " columns instead of " + HEADER.size());
        } else {
            String user = mappedBy == MappedBy.LOGIN ? login(cells.get(0)) : number(cells.get(0));
            String mailbox = mailbox(cells.get(1));
            if (user != null && mailbox != null) {
                map(user, mailbox);
            }
        }
    }

    private static boolean isUtf8(List<String> cells) {
        return cells.stream().noneMatch(cell -> cell.indexOf('\uFFFD') >= 0);
    }

    private String login(String cell) {
        String key = MappedBy.loginKey(cell);
        if (key == null) {
            refuse(line, cell.isBlank() ? "the login name is missing" : "the login name is too long");
        } else if (InvisibleCharacters.in(key)) {
            refuse(line, "the login name has the invisible character " + invisible.of(key, line));
            return null;
        }
        return key;
    }

    private String number(String cell) {
        String bare = MobileNumber.bare(cell);
        if (bare.isEmpty()) {
            refuse(line, "the number is missing");
        } else if (SCIENTIFIC.matcher(bare).matches()) {
            refuse(line, "the number is in scientific notation: format the column as text and enter the number again");
        } else if (InvisibleCharacters.in(bare)) {
            refuse(line, "the number has the invisible character " + invisible.of(bare, line));
        } else if (!MobileNumber.isDigits(bare)) {
            refuse(line, "the number is not a number: it may hold digits and a leading + only");
        } else if (!MobileNumber.hasUsualLength(bare)) {
            refuse(
                    line,
                    "the number has " + bare.length() + " digits; it must have " + MobileNumber.MIN_DIGITS + " to "
                            + MobileNumber.MAX_DIGITS + ", the country code included");
        } else {
            warnOfTrunk(bare);
            return bare;
        }
        return null;
    }

    private void warnOfTrunk(String number) {
        if (number.startsWith("0")) {
            warnings.add(new MappingProblem(line, "the number begins with 0: write it with its country code"));
        }
    }

    private String mailbox(String cell) {
        if (InvisibleCharacters.in(cell)) {
            refuse(line, "the mailbox has the invisible character " + invisible.of(cell, line));
            return null;
        }
        String mailbox = MailboxAddress.of(cell);
        if (mailbox == null) {
            refuse(line, cell.isBlank() ? "the mailbox is missing" : "the mailbox is not an address");
        }
        return mailbox;
    }

    private void map(String number, String mailbox) {
        Row first = rows.putIfAbsent(number, new Row(line, mailbox));
        if (first != null && !MailboxAddress.key(first.mailbox()).equals(MailboxAddress.key(mailbox))) {
            refuse(
                    line,
                    "the " + (mappedBy == MappedBy.LOGIN ? "login name" : "number") + " has another mailbox on line "
                            + first.line());
        }
    }
}
