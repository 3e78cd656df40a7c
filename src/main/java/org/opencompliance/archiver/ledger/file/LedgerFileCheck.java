package org.opencompliance.archiver.ledger.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Break;
import org.opencompliance.archiver.ledger.file.LedgerVerification.Kind;
import org.opencompliance.archiver.storage.ObjectStore;

/** Checks the chain within one file. Memory holds the links of the file, not its content. */
final class LedgerFileCheck {

    /**
     * The position of a line in the chain, as the line states it.
     *
     * @param intact whether the hash in the line is correct; false also for an unreadable line
     */
    private record Link(long n, String prev, String hash, boolean intact) {
        private static final Link UNREADABLE = new Link(-1, "", "", false);
    }

    private final String file;
    private final Consumer<Break> breaks;
    private final List<Link> links = new ArrayList<>();
    private final Map<Long, Integer> lines = new HashMap<>();
    private LedgerLine first;
    private long tornBytes;

    private LedgerFileCheck(String file, Consumer<Break> breaks) {
        this.file = file;
        this.breaks = breaks;
    }

    /** Reads a file and reports each break within it. */
    static LedgerFileCheck of(ObjectStore store, String file, Consumer<Break> breaks) throws IOException {
        LedgerFileCheck check = new LedgerFileCheck(file, breaks);
        try (LineReader reader = new LineReader(store.open(file))) {
            for (Optional<String> text = reader.next(); text.isPresent(); text = reader.next()) {
                check.add(text.get());
            }
            check.tornBytes = reader.tornBytes();
        }
        check.follow();
        return check;
    }

    private void add(String text) {
        Link link = Link.UNREADABLE;
        try {
            LedgerLine line = LedgerFormat.parse(text);
            link = new Link(line.n(), line.chained().prev(), line.hash(), LedgerFormat.intact(text, line.hash()));
            if (links.isEmpty() && link.intact()) {
                first = line;
            }
        } catch (IOException e) {
            // reported as a changed line, like every other line with a wrong hash
        }
        links.add(link);
        lines.putIfAbsent(link.n(), links.size());
    }

    private void follow() {
        Set<String> passed = new HashSet<>();
        Link head = null;
        int changed = 0;
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            if (!link.intact()) {
                report(Kind.CHANGED, i + 1);
                changed++;
            } else if (!passed.add(link.hash())) {
                report(Kind.FORKED, i + 1);
            } else {
                if (head != null && !follows(link, head, changed)) {
                    reportJump(link, head, i + 1);
                }
                head = link;
                changed = 0;
            }
        }
    }

    /** Whether a link continues another one, directly or over changed lines between them. */
    private static boolean follows(Link link, Link head, int changed) {
        return link.n() == head.n() + 1 + changed && (changed > 0 || link.prev().equals(head.hash()));
    }

    private void reportJump(Link link, Link head, int line) {
        if (link.n() == head.n() + 1) {
            // the preceding line has a correct hash of its own but is not the original line
            report(Kind.CHANGED, line - 1);
        } else if (link.n() <= head.n() || lines.containsKey(head.n() + 1)) {
            report(Kind.REORDERED, line);
        } else {
            report(Kind.REMOVED_LINES, line);
        }
    }

    private void report(Kind kind, long line) {
        breaks.accept(new Break(kind, file, line));
    }

    /** Reports a difference from the position that another file noted. */
    void compare(long n, String hash) {
        Integer line = lines.get(n);
        if (line == null) {
            report(Kind.REMOVED_LINES, links.size() + 1L);
        } else if (links.get(line - 1).intact() && !links.get(line - 1).hash().equals(hash)) {
            report(Kind.CHANGED, line);
        }
    }

    /** The first line; null when no line is intact. */
    LedgerLine first() {
        return first;
    }

    /**
     * The end of the chain after this file.
     *
     * @param before the end of the chain before this file
     */
    ChainEnd end(ChainEnd before) {
        for (int i = links.size() - 1; i >= 0; i--) {
            Link link = links.get(i);
            if (link.n() >= 0) {
                return new ChainEnd(file, links.size(), link.n(), link.hash(), tornBytes);
            }
        }
        return new ChainEnd(file, 0, before == null ? 0 : before.n(), before == null ? null : before.hash(), tornBytes);
    }

    int size() {
        return links.size();
    }

    /**
     * The end of the chain of one writer.
     *
     * @param file its last file
     * @param lines number of lines in that file
     * @param hash hash of its last line; null when unknown
     */
    record ChainEnd(String file, long lines, long n, String hash, long tornBytes) {}
}
