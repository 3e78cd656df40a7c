package org.opencompliance.archiver.collect.drop;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ItemHead;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.Sha256;

/**
 * Compares a ZIP with its manifest and reads all of it once, before any of its items is listed: names, number, sizes, CRC. Nothing is
 * unpacked to disk. Immutable.
 */
final class ZipInspection {

    private static final int BUFFER = 64 * 1024;

    private final DropLimits limits;

    ZipInspection(DropLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a ZIP.
     *
     * @param manifest the manifest beside it, null when there is none
     * @param day the beginning of its day, for items without a believable date
     * @throws ZipRefusedException when it cannot be taken; the file stays
     */
    DropZip read(Path file, byte[] manifest, Instant day) throws IOException, ZipRefusedException {
        ZipFile zip = open(file);
        boolean taken = false;
        try {
            List<DropEntry> entries = entries(zip, manifest, day);
            taken = true;
            return new DropZip(file, zip, entries);
        } catch (ZipException | EOFException e) {
            throw unreadable();
        } finally {
            if (!taken) {
                zip.close();
            }
        }
    }

    private static ZipFile open(Path file) throws IOException, ZipRefusedException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException | EOFException e) {
            throw unreadable();
        }
    }

    private static ZipRefusedException unreadable() {
        return new ZipRefusedException(
                Reason.ZIP_UNREADABLE, "It is cut off, damaged, encrypted or no ZIP: nothing of it was taken");
    }

    private List<DropEntry> entries(ZipFile zip, byte[] manifest, Instant day) throws IOException, ZipRefusedException {
        Map<String, ZipEntry> all = safe(zip);
        Map<String, ZipEntry> emls = new LinkedHashMap<>();
        List<ZipEntry> manifests = new ArrayList<>();
        for (ZipEntry entry : all.values()) {
            if (DropName.hasEnding(entry.getName(), DropName.EML)) {
                emls.put(entry.getName(), entry);
            } else if (DropName.hasEnding(entry.getName(), DropName.MANIFEST)) {
                manifests.add(entry);
            }
        }
        compare(zip, manifest, manifests, emls);
        int others = all.size() - emls.size() - manifests.size();
        if (others > 0) {
            throw mismatch("The ZIP has " + others + " files that are no EML and not in the manifest");
        }
        List<DropEntry> entries = new ArrayList<>(emls.size());
        int position = 0;
        for (ZipEntry each : all.values()) {
            position++;
            if (emls.containsKey(each.getName())) {
                entries.add(entry(zip, each, position, day));
            }
        }
        return entries;
    }

    private static void compare(ZipFile zip, byte[] beside, List<ZipEntry> inside, Map<String, ZipEntry> emls)
            throws IOException, ZipRefusedException {
        if (inside.size() > 1) {
            throw mismatch("The ZIP has " + inside.size() + " manifests");
        }
        if (inside.isEmpty() && beside == null) {
            throw new ZipRefusedException(
                    Reason.ZIP_WITHOUT_MANIFEST, "There is no manifest (.mf), neither in the ZIP nor beside it");
        }
        List<byte[]> manifests = new ArrayList<>();
        if (beside != null) {
            manifests.add(beside);
        }
        if (!inside.isEmpty()) {
            manifests.add(manifest(zip, inside.get(0)));
        }
        for (byte[] manifest : manifests) {
            String problem = Manifest.of(manifest).problem(emls.keySet()).orElse(null);
            if (problem != null) {
                throw mismatch(problem);
            }
        }
        long empty = emls.values().stream().filter(eml -> eml.getSize() == 0).count();
        if (empty > 0) {
            throw mismatch(empty + " EML files of the ZIP have no bytes");
        }
    }

    private static byte[] manifest(ZipFile zip, ZipEntry entry) throws IOException, ZipRefusedException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(DropLimits.MANIFEST_BYTES + 1);
            if (content.length > DropLimits.MANIFEST_BYTES) {
                throw unsafe("Its manifest has more than " + DropLimits.MANIFEST_BYTES + " bytes");
            }
            return content;
        }
    }

    /** The entries by their names, in their order, within the limits. */
    private Map<String, ZipEntry> safe(ZipFile zip) throws ZipRefusedException {
        if (zip.size() > limits.entries()) {
            throw unsafe("It has " + zip.size() + " files, more than telemessage.drop-max-entries=" + limits.entries());
        }
        Set<String> names = new HashSet<>();
        Map<String, ZipEntry> entries = new LinkedHashMap<>();
        long packed = 0;
        long bytes = 0;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (isPath(entry.getName())) {
                throw unsafe("The name of a file in it has a path or a control character");
            }
            if (!names.add(entry.getName())) {
                throw unsafe("Two files in it have the same name");
            }
            packed += Math.max(0, entry.getCompressedSize());
            bytes += Math.max(0, entry.getSize());
            require(packed, bytes);
            entries.put(entry.getName(), entry);
        }
        return entries;
    }

    private void require(long packed, long bytes) throws ZipRefusedException {
        if (bytes > limits.bytes()) {
            throw unsafe("Its files have more than the " + limits.bytes() + " bytes of telemessage.drop-max-content");
        }
        if (bytes > limits.ratioFrom() && bytes / Math.max(1, packed) >= limits.ratio()) {
            throw unsafe("Its files are " + limits.ratio()
                    + " times as large as they are in the ZIP, or more (telemessage.drop-max-ratio)");
        }
    }

    private static boolean isPath(String name) {
        return name.isBlank()
                || name.equals(".")
                || name.equals("..")
                || name.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }

    private static DropEntry entry(ZipFile zip, ZipEntry eml, int position, Instant day)
            throws IOException, ZipRefusedException {
        ItemHead head;
        try (InputStream in = zip.getInputStream(eml)) {
            head = ItemHead.read(in);
        }
        String sha256 = verify(zip, eml);
        String id = head.id() == null ? ItemHead.namelessId(sha256) : head.id();
        return new DropEntry(
                position,
                eml.getName(),
                new ListedItem(id, head.type(), head.archivedAt(day, day), eml.getSize(), sha256));
    }

    /** Reads a file to its end; @return its SHA-256. */
    private static String verify(ZipFile zip, ZipEntry eml) throws IOException, ZipRefusedException {
        MessageDigest digest = Sha256.digest();
        CRC32 crc = new CRC32();
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = new DigestInputStream(new CheckedInputStream(zip.getInputStream(eml), crc), digest)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > eml.getSize()) {
                    throw unreadable();
                }
            }
        }
        if (size != eml.getSize() || crc.getValue() != eml.getCrc()) {
            throw unreadable();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ZipRefusedException mismatch(String problem) {
        return new ZipRefusedException(Reason.ZIP_MANIFEST_MISMATCH, problem);
    }

    private static ZipRefusedException unsafe(String problem) {
        return new ZipRefusedException(Reason.ZIP_UNSAFE, problem);
    }
}
