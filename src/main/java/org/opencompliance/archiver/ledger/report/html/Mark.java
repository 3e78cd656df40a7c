package org.opencompliance.archiver.ledger.report.html;

import java.util.Collection;
import java.util.Locale;
import org.opencompliance.archiver.ledger.report.Report.Verdict;

/** The sign, the colour and the words of a verdict. A verdict between "holds" and "broken" is open. */
enum Mark {
    GOOD("\u2713"),
    /** No equation is concerned, but a person must act. */
    ACT("!"),
    OPEN("?"),
    BAD("\u2717");

    private final String sign;

    Mark(String sign) {
        this.sign = sign;
    }

    static Mark of(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> GOOD;
            case BROKEN -> BAD;
            default -> OPEN;
        };
    }

    /** The worst of several; good without any. */
    static Mark worst(Collection<Mark> marks) {
        return marks.stream().max(Mark::compareTo).orElse(GOOD);
    }

    String sign() {
        return sign;
    }

    /** The class in the style sheet. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Adds sign and words. */
    static void add(Html html, Verdict verdict) {
        Mark mark = of(verdict);
        html.open("span", "class", "mark " + mark.style());
        html.element("span", mark.sign(), "aria-hidden", "true")
                .text(" " + verdict.text())
                .close();
    }
}
