package org.opencompliance.archiver.supplychain;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The project's list of vulnerabilities, and the entries that affect a set of libraries. */
final class KnownHoles {

    static final Path LIST = Path.of("src/supply-chain/known-holes.csv");

    private static final Pattern ARTIFACT = Pattern.compile("[A-Za-z0-9_.-]+:([A-Za-z0-9_.-]+\\*?|\\*)");
    private static final Pattern ADVISORY = Pattern.compile("CVE-\\d{4}-\\d{4,}|GHSA(-[0-9a-z]{4}){3}");

    private record Hole(
            String artifact, AffectedVersions affected, String mendedBy, String advisory, String explanation) {

        private boolean isIn(Library library) {
            boolean named = artifact.endsWith("*")
                    ? library.artifact().startsWith(artifact.substring(0, artifact.length() - 1))
                    : library.artifact().equals(artifact);
            return named && affected.have(library.version());
        }

        private String problem(Library library) {
            return library + " has " + advisory + ": take " + mendedBy + " or newer, or explain why it is not reached";
        }
    }

    private final List<Hole> holes = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    private KnownHoles() {}

    static KnownHoles read(Path list) throws IOException {
        KnownHoles known = new KnownHoles();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader = Files.newBufferedReader(list);
                CSVParser rows = format.parse(reader)) {
            for (CSVRecord row : rows) {
                known.add(row);
            }
        }
        return known;
    }

    int size() {
        return holes.size();
    }

    private void add(CSVRecord row) {
        try {
            String artifact = matching(ARTIFACT, row.get("artifact"));
            String advisory = matching(ADVISORY, row.get("advisory"));
            requireAddress(row.get("source"));
            AffectedVersions affected = AffectedVersions.parse(row.get("affected"));
            String mendedBy = row.get("mended by");
            if (affected.have(mendedBy)) {
                throw new IllegalArgumentException("what mends it is affected: " + mendedBy);
            }
            String explanation = row.get("why it is not reached").strip();
            holes.add(new Hole(artifact, affected, mendedBy, advisory, explanation));
        } catch (IllegalArgumentException e) {
            unreadable.add("Entry " + row.getRecordNumber() + " of the list cannot be read: " + e.getMessage());
        }
    }

    private static String matching(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(text.isEmpty() ? "a column is empty" : text);
        }
        return text;
    }

    private static void requireAddress(String source) {
        if (!"https".equals(URI.create(source).getScheme())) {
            throw new IllegalArgumentException("the source is no https address");
        }
    }

    /** The actions required before a release of the libraries; empty when each entry is fixed or explained. */
    List<String> problems(Collection<Library> libraries) {
        List<String> problems = new ArrayList<>(unreadable);
        for (Hole hole : holes) {
            List<Library> affected = libraries.stream().filter(hole::isIn).toList();
            if (hole.explanation().isEmpty()) {
                affected.forEach(library -> problems.add(hole.problem(library)));
            } else if (affected.isEmpty()) {
                problems.add(hole.artifact() + " does not have " + hole.advisory()
                        + " any longer: remove the explanation of the entry");
            }
        }
        return problems;
    }
}
