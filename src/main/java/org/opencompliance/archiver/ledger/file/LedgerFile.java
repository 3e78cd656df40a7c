package org.opencompliance.archiver.ledger.file;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of a ledger: {@code ledger/<connector>/<yyyy-MM-dd>/<writer>-<number>.jsonl}. The numbers of a writer continue
 * from day to day.
 */
record LedgerFile(String connector, LocalDate day, String writer, int number) {

    /** The order in which a writer wrote its files. */
    static final Comparator<LedgerFile> ORDER = Comparator.comparingInt(LedgerFile::number);

    private static final Pattern NAME =
            Pattern.compile("ledger/([^/]+)/(\\d{4}-\\d{2}-\\d{2})/([^/]+)-(\\d{6,9})\\.jsonl");

    String name() {
        return prefix(connector, day) + String.format(Locale.ROOT, "%s-%06d.jsonl", writer, number);
    }

    static String prefix(String connector) {
        return "ledger/" + connector + "/";
    }

    static String prefix(String connector, LocalDate day) {
        return prefix(connector) + day + "/";
    }

    /** The file with this object name; empty when it is not a ledger file. */
    static Optional<LedgerFile> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(matcher.group(2));
            int number = Integer.parseInt(matcher.group(4));
            return Optional.of(new LedgerFile(matcher.group(1), day, matcher.group(3), number));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
