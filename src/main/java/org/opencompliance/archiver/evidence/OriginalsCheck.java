package org.opencompliance.archiver.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opencompliance.archiver.evidence.Finding.Kind;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Compares each stored original with the size and the SHA-256 that the ledger recorded when it was stored. Reads the originals
 * as streams, in the order of the ledger; memory holds a counter for each day and the faults. A check of the whole ledger also
 * finds originals without a line: it counts the objects of each day, and lists the names only of days whose counts differ. For
 * one use.
 */
public final class OriginalsCheck {

    private static final String ENDING = ".eml";

    private final ObjectStore store;
    private final LedgerLines lines;
    private final String folder;
    private final Findings findings;
    /** A later line can record the content that a repair put in the place of an altered original. */
    private final Map<String, Finding> differing = new LinkedHashMap<>();

    public OriginalsCheck(ObjectStore store, LedgerReader ledger, Progress progress) {
        this.store = store;
        this.lines = new LedgerLines(ledger);
        this.folder = "staged/" + ledger.connector() + "/";
        this.findings = new Findings(progress);
    }

    /**
     * Checks all originals that the days recorded.
     *
     * @throws IOException when the ledger or the storage area cannot be read
     */
    public Findings.Result verify(Days days) throws IOException {
        Map<LocalDate, Long> recorded = new TreeMap<>();
        lines.forEach(days, StagedLine::of, line -> {
            recorded.merge(StagedLine.day(folder, line.name()), 1L, Long::sum);
            compare(line);
        });
        differing.values().forEach(findings::add);
        if (days.whole()) {
            findUnrecorded(recorded);
        }
        return findings.result();
    }

    /** Checks some of the originals that the days recorded. */
    public Findings.Result sample(Days days, int size, RandomGenerator random) throws IOException {
        Set<String> names = lines.sample(days, StagedLine::of, size, random).stream()
                .map(StagedLine::name)
                .collect(Collectors.toSet());
        lines.forEach(days, StagedLine::of, line -> {
            if (names.contains(line.name())) {
                compare(line);
            }
        });
        differing.values().forEach(findings::add);
        return findings.result();
    }

    private void compare(StagedLine line) throws IOException {
        try (InputStream content = store.open(line.name())) {
            MessageDigest digest = Sha256.digest();
            long size = new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
            String sha256 = HexFormat.of().formatHex(digest.digest());
            if (sha256.equalsIgnoreCase(line.sha256())) {
                differing.remove(line.name());
            } else {
                String detail =
                        size + " bytes, SHA-256 " + sha256 + "; recorded " + line.size() + " bytes, " + line.sha256();
                differing.put(line.name(), new Finding(Kind.ORIGINAL_CHANGED, line.name(), line.item(), null, detail));
            }
            findings.checked(size);
        } catch (NoSuchFileException e) {
            differing.put(line.name(), new Finding(Kind.ORIGINAL_MISSING, line.name(), line.item(), null, null));
            findings.checked(0);
        }
    }

    private void findUnrecorded(Map<LocalDate, Long> recorded) throws IOException {
        Map<LocalDate, Long> stored = new TreeMap<>();
        forEachOriginal(folder, original -> {
            if (original.metadata().containsKey("version")) {
                compareVersion(original);
            } else {
                stored.merge(StagedLine.day(folder, original.name()), 1L, Long::sum);
            }
        });
        for (Map.Entry<LocalDate, Long> day : stored.entrySet()) {
            if (!day.getValue().equals(recorded.get(day.getKey()))) {
                findUnrecorded(day.getKey());
            }
        }
    }

    private void findUnrecorded(LocalDate day) throws IOException {
        Set<String> unknown = new HashSet<>();
        String ofDay = folder + day.toString().replace('-', '/') + "/";
        forEachOriginal(ofDay, original -> {
            if (!original.metadata().containsKey("version")) {
                unknown.add(original.name());
            }
        });
        lines.forEach(Days.ALL, OriginalsCheck::listed, unknown::remove);
        unknown.stream()
                .sorted()
                .forEach(name -> findings.add(new Finding(Kind.ORIGINAL_UNRECORDED, name, null, null, null)));
    }

    /** The name of an original in a line that says that the source listed it. */
    private static Optional<String> listed(LedgerLine line) {
        boolean listed = line.is(EventType.STAGED) || line.is(EventType.FOUND_STAGED) || line.is(EventType.SEEN_BEFORE);
        return listed ? Optional.ofNullable(line.text("name")) : Optional.empty();
    }

    /** Other content under a known id: no line has its hash, but its name and its metadata do. */
    private void compareVersion(ObjectInfo original) throws IOException {
        String sha256 = original.metadata().getOrDefault("sha256", "");
        String digits = original.metadata().get("version");
        boolean named = original.name().endsWith("~" + digits + ENDING) && sha256.startsWith(digits);
        if (named) {
            compare(new StagedLine(original.name(), null, sha256, original.size()));
            Optional.ofNullable(differing.remove(original.name())).ifPresent(findings::add);
        } else {
            findings.add(new Finding(Kind.ORIGINAL_UNRECORDED, original.name(), null, null, null));
        }
    }

    private void forEachOriginal(String prefix, LedgerLines.Taker<ObjectInfo> taker) throws IOException {
        try (Stream<ObjectInfo> originals = store.list(prefix)) {
            for (ObjectInfo original : (Iterable<ObjectInfo>) originals::iterator) {
                if (original.name().endsWith(ENDING)) {
                    taker.take(original);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
