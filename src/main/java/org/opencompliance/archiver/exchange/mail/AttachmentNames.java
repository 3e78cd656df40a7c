package org.opencompliance.archiver.exchange.mail;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes names of attachments safe as file names and unique within one mail. */
final class AttachmentNames {

    /** The longest file name of common file systems, in UTF-8 bytes. */
    private static final int MAX_BYTES = 255;
    /** A longer "extension" is a part of the name. */
    private static final int MAX_EXTENSION = 16;

    /** Control characters, and characters that change the reading direction of a name. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cntrl}\u200E\u200F\u202A-\u202E\u2028\u2029\u2066-\u2069\uFEFF]");

    private static final Pattern RESERVED = Pattern.compile("[<>:\"|?*\\p{Cs}]");
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
    private static final String SPACES = " \t\n\u000B\f\r";
    /** At least as long as any mark. */
    private static final String WIDEST_MARK = " (" + Integer.MAX_VALUE + ")";

    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("text/html", "html"),
            Map.entry("text/calendar", "ics"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/vcard", "vcf"),
            Map.entry("text/x-vcard", "vcf"),
            Map.entry("text/rtf", "rtf"),
            Map.entry("message/rfc822", "eml"),
            Map.entry("message/global", "eml"),
            Map.entry("message/delivery-status", "txt"),
            Map.entry("message/disposition-notification", "txt"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/jpg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/bmp", "bmp"),
            Map.entry("image/webp", "webp"),
            Map.entry("image/tiff", "tif"),
            Map.entry("image/svg+xml", "svg"),
            Map.entry("audio/amr", "amr"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/wav", "wav"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/zip", "zip"),
            Map.entry("application/json", "json"),
            Map.entry("application/xml", "xml"),
            Map.entry("application/rtf", "rtf"),
            Map.entry("application/pkcs7-signature", "p7s"),
            Map.entry("application/x-pkcs7-signature", "p7s"),
            Map.entry("application/pgp-signature", "asc"));

    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> used = new HashMap<>();
    private int cut;

    /**
     * A name that is unique in the mail, ignoring case.
     *
     * @param written the name in the mail, or null
     * @param fallback the name without extension to use when the cleaned name is empty
     */
    String take(String written, String fallback, String mediaType) {
        String clean = clean(written == null ? "" : written);
        if (clean.isEmpty()) {
            String unknown = mediaType.startsWith("text/") ? "txt" : "bin";
            clean = fallback + "." + EXTENSIONS.getOrDefault(mediaType, unknown);
        } else if (mediaType.equals("message/rfc822") && extension(clean).isEmpty()) {
            clean += ".eml";
        }
        String name = bounded(clean, "");
        cut += name.length() < clean.length() ? 1 : 0;
        if (!taken.add(name.toLowerCase(Locale.ROOT))) {
            name = numbered(clean);
        }
        return name;
    }

    /** The number of names that were too long and are cut. */
    int cut() {
        return cut;
    }

    /**
     * Continues counting where it stopped, because a mail can have thousands of parts with one name. Names that differ only
     * in the characters that the mark replaces share a counter.
     */
    private String numbered(String clean) {
        String counted = bounded(clean, WIDEST_MARK).toLowerCase(Locale.ROOT);
        String name;
        do {
            CpuBudget.check();
            name = bounded(clean, " (" + (1 + used.merge(counted, 1, Integer::sum)) + ")");
        } while (!taken.add(name.toLowerCase(Locale.ROOT)));
        return name;
    }

    private static String clean(String written) {
        String visible = INVISIBLE.matcher(CpuBudget.watched(written)).replaceAll("");
        String base = visible.substring(Math.max(visible.lastIndexOf('/'), visible.lastIndexOf('\\')) + 1);
        String name = trimmed(RESERVED.matcher(CpuBudget.watched(base)).replaceAll("_"));
        return DEVICE.matcher(CpuBudget.watched(name)).matches() ? "_" + name : name;
    }

    /** Without leading spaces, and without trailing spaces and dots. */
    private static String trimmed(String name) {
        int start = 0;
        while (start < name.length() && SPACES.indexOf(name.charAt(start)) >= 0) {
            start++;
        }
        int end = name.length();
        while (end > start && (name.charAt(end - 1) == '.' || SPACES.indexOf(name.charAt(end - 1)) >= 0)) {
            end--;
        }
        return name.substring(start, end);
    }

    private static String bounded(String name, String mark) {
        String extension = extension(name);
        String stem = name.substring(0, name.length() - extension.length());
        int room = MAX_BYTES - utf8Bytes(extension) - utf8Bytes(mark);
        int kept = 0;
        while (kept < stem.length()) {
            int next = stem.offsetByCodePoints(kept, 1);
            room -= utf8Bytes(stem.substring(kept, next));
            if (room < 0) {
                break;
            }
            kept = next;
        }
        return stem.substring(0, kept) + mark + extension;
    }

    /** The extension with its dot; empty when the name has no plausible one. */
    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        boolean plausible = dot > 0 && name.length() - dot <= MAX_EXTENSION && name.indexOf(' ', dot) < 0;
        return plausible ? name.substring(dot) : "";
    }

    private static int utf8Bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
