package org.opencompliance.archiver.collect.drop;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names of the files of a drop: {@code YYYYMMDD0000-TeleMessage_<n>_<time>.zip}, and the manifest beside a ZIP. */
final class DropName {

    static final String ZIP = ".zip";
    static final String MANIFEST = ".mf";
    static final String EML = ".eml";

    private static final String KIND = "-telemessage_";
    private static final int DATE_DIGITS = 8;
    private static final int ALL_DIGITS = 12;

    private DropName() {}

    static boolean hasEnding(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /** The day in the name of a ZIP; empty for a name of another form. */
    static Optional<LocalDate> day(String zip) {
        boolean form = zip.length() > ALL_DIGITS
                && zip.chars().limit(ALL_DIGITS).allMatch(c -> c >= '0' && c <= '9')
                && zip.substring(ALL_DIGITS).toLowerCase(Locale.ROOT).startsWith(KIND);
        if (!form) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(zip.substring(0, DATE_DIGITS), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The names that the manifest of a ZIP can have beside it. */
    static List<String> manifests(String zip) {
        return List.of(zip.substring(0, zip.length() - ZIP.length()) + MANIFEST, zip + MANIFEST);
    }
}
