package org.opencompliance.archiver.exchange.mail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Chooses the body of a mail: HTML where alternatives exist, else the first text that is not attached. All other
 * contents are attachments, except the plain version of an HTML body and empty text.
 */
final class BodyChoice {

    private final Set<Part.Leaf> repeated = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Part.Leaf> leaves = new ArrayList<>();
    private final Part.Leaf body;

    BodyChoice(Part root) {
        collect(root);
        boolean single =
                root instanceof Part.Leaf leaf && isText(leaf) && !leaf.header().attached();
        this.body = single ? (Part.Leaf) root : choose(root);
    }

    /** The part that is the body, or null. */
    Part.Leaf body() {
        return body;
    }

    /** All contents in the order of the mail, including the body and its plain version. */
    List<Part.Leaf> leaves() {
        return leaves;
    }

    boolean attached(Part.Leaf leaf) {
        boolean empty = leaf.header().shownText() && leaf.content().size() == 0;
        return leaf != body && !empty && !repeated.contains(leaf);
    }

    private void collect(Part part) {
        CpuBudget.check();
        if (part instanceof Part.Branch branch) {
            branch.children().forEach(this::collect);
        } else if (part instanceof Part.Leaf leaf) {
            leaves.add(leaf);
        }
    }

    private Part.Leaf choose(Part part) {
        if (part instanceof Part.Leaf leaf) {
            return leaf.readable() ? leaf : null;
        }
        List<Part> children = ((Part.Branch) part).children();
        List<Part.Leaf> candidates =
                children.stream().map(this::choose).filter(Objects::nonNull).toList();
        if (candidates.isEmpty() || !part.header().mediaType().equals("multipart/alternative")) {
            return candidates.isEmpty() ? null : candidates.get(0);
        }
        // RFC 2046 section 5.1.4: the last is the best
        Part.Leaf html = last(candidates, true);
        if (html != null) {
            children.stream()
                    .filter(child -> child instanceof Part.Leaf leaf
                            && leaf.readable()
                            && !leaf.header().html())
                    .findFirst()
                    .ifPresent(plain -> repeated.add((Part.Leaf) plain));
        }
        return html != null ? html : last(candidates, false);
    }

    private static Part.Leaf last(List<Part.Leaf> candidates, boolean html) {
        return candidates.stream()
                .filter(leaf -> leaf.header().html() == html)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private static boolean isText(Part.Leaf leaf) {
        return leaf.header().html() || leaf.header().mediaType().equals("text/plain");
    }
}
