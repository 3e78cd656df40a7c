package org.opencompliance.archiver.exchange.mail;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of attachments as the mail has them: without path, without invisible characters, and not longer than a file name.
 * Exchange keeps all other characters, and several attachments of one name.
 */
final class AttachmentNames {

    /** The longest file name of common file systems, in UTF-8 bytes. */
    private static final int MAX_BYTES = 255;
    /** A longer "extension" is a part of the name. */
    private static final int MAX_EXTENSION = 16;

    /** Control characters, and characters that change the reading direction of a name. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\u200E\u200F\u202A-\u202E\u2028\u2029\u2066-\u2069\uFEFF\uFFFE\uFFFF]");

    /** Half of a surrogate pair: no character, so a mailbox server cannot store it. */
    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    private static final String SPACES = " \t\n\u000B\f\r";

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

    private int cut;

    /**
     * The name of an attachment.
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
        String name = bounded(clean);
        cut += name.length() < clean.length() ? 1 : 0;
        return name;
    }

    /** The number of names that were too long and are cut. */
    int cut() {
        return cut;
    }

    private static String clean(String written) {
        String visible = INVISIBLE.matcher(CpuBudget.watched(written)).replaceAll("");
        String base = visible.substring(Math.max(visible.lastIndexOf('/'), visible.lastIndexOf('\\')) + 1);
        return trimmed(HALF.matcher(CpuBudget.watched(base)).replaceAll("_"));
    }

    /** Without spaces around it; nothing is left of a name that is only dots. */
    private static String trimmed(String name) {
        int start = 0;
        while (start < name.length() && SPACES.indexOf(name.charAt(start)) >= 0) {
            start++;
        }
        int end = name.length();
        while (end > start && SPACES.indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        String bare = name.substring(start, end);
        return bare.chars().allMatch(c -> c == '.') ? "" : bare;
    }

    private static String bounded(String name) {
        String extension = extension(name);
        String stem = name.substring(0, name.length() - extension.length());
        int room = MAX_BYTES - utf8Bytes(extension);
        int kept = 0;
        while (kept < stem.length()) {
            int next = stem.offsetByCodePoints(kept, 1);
            room -= utf8Bytes(stem.substring(kept, next));
            if (room < 0) {
                break;
            }
            kept = next;
        }
        return stem.substring(0, kept) + extension;
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
