package org.opencompliance.archiver.exchange.mail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Chooses the texts of the body: HTML where alternatives exist, and every other text that the mail shows, in its order. All
 * other contents are attachments, except the plain version of an HTML body and empty text.
 */
final class BodyChoice {

    private final Set<Part.Leaf> repeated = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Part.Leaf> leaves = new ArrayList<>();
    private final List<Part.Leaf> body;

    BodyChoice(Part root) {
        collect(root);
        boolean single =
                root instanceof Part.Leaf leaf && isText(leaf) && !leaf.header().attached();
        this.body = single ? List.of((Part.Leaf) root) : choose(root);
    }

    /** The parts that are the body, in the order of the mail; empty when there are none. */
    List<Part.Leaf> body() {
        return body;
    }

    /** All contents in the order of the mail, including the body and its plain version. */
    List<Part.Leaf> leaves() {
        return leaves;
    }

    /** Whether it is an attachment, unless the body has it. */
    boolean attached(Part.Leaf leaf) {
        boolean empty = leaf.header().shownText() && leaf.content().size() == 0;
        return !empty && !repeated.contains(leaf);
    }

    private void collect(Part part) {
        CpuBudget.check();
        if (part instanceof Part.Branch branch) {
            branch.children().forEach(this::collect);
        } else if (part instanceof Part.Leaf leaf) {
            leaves.add(leaf);
        }
    }

    private List<Part.Leaf> choose(Part part) {
        if (part instanceof Part.Leaf leaf) {
            return leaf.readable() ? List.of(leaf) : List.of();
        }
        List<Part> children = ((Part.Branch) part).children();
        List<List<Part.Leaf>> candidates = children.stream()
                .map(this::choose)
                .filter(texts -> !texts.isEmpty())
                .toList();
        if (candidates.isEmpty()) {
            return List.of();
        }
        return switch (part.header().mediaType()) {
            case "multipart/alternative" -> best(children, candidates);
            // RFC 2387: the first part is the document, the others belong to it
            case "multipart/related" -> candidates.get(0);
            default -> candidates.stream().flatMap(List::stream).toList();
        };
    }

    /** RFC 2046 section 5.1.4: the last is the best. */
    private List<Part.Leaf> best(List<Part> children, List<List<Part.Leaf>> candidates) {
        List<Part.Leaf> html = last(candidates.stream()
                .filter(texts -> texts.stream().anyMatch(leaf -> leaf.header().html()))
                .toList());
        if (html == null) {
            return last(candidates);
        }
        children.stream()
                .filter(child -> child instanceof Part.Leaf leaf
                        && leaf.readable()
                        && !leaf.header().html())
                .findFirst()
                .ifPresent(plain -> repeated.add((Part.Leaf) plain));
        return html;
    }

    private static List<Part.Leaf> last(List<List<Part.Leaf>> candidates) {
        return candidates.isEmpty() ? null : candidates.get(candidates.size() - 1);
    }

    private static boolean isText(Part.Leaf leaf) {
        return leaf.header().html() || leaf.header().mediaType().equals("text/plain");
    }
}
