package org.opencompliance.archiver.ledger.report.html;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A bar for each of the 30 days that end with a day, as SVG without a script, and the same numbers as a table. The height of a
 * bar is the number of deliveries of the items that were staged on the day, and of its parked items.
 */
final class DayBars {

    /** Number of bars. */
    static final int DAYS = 30;

    private static final int LEFT = 72;
    private static final int TOP = 16;
    private static final int HEIGHT = 150;
    private static final int BASE = TOP + HEIGHT;
    private static final int STEP = 26;
    private static final int BAR = 18;
    private static final int WIDTH = LEFT + DAYS * STEP + 6;
    private static final int LABEL_EVERY = 7;

    private final LocalDate last;
    private final Map<LocalDate, DayCount> counts = new TreeMap<>();
    private final long top;

    /** @param counts the days with a report */
    DayBars(LocalDate last, List<DayCount> counts) {
        this.last = last;
        counts.forEach(count -> this.counts.put(count.day(), count));
        this.top = round(counts.stream().mapToLong(DayCount::total).max().orElse(0));
    }

    /** A part of a bar. */
    private record Part(String style, String name, long number) {}

    private static List<Part> parts(DayCount count) {
        return List.of(
                new Part("b-imported", "imported", count.imported()),
                new Part("b-skipped", "skipped", count.skipped()),
                new Part("b-pending", "pending", count.pending()),
                new Part("b-attention", "failed or parked", count.attention()));
    }

    private LocalDate day(int index) {
        return last.minusDays(DAYS - 1L - index);
    }

    void add(Html html) {
        legend(html);
        html.open(
                "svg",
                "class",
                "bars",
                "role",
                "img",
                "viewBox",
                "0 0 " + WIDTH + " " + (BASE + 30),
                "aria-label",
                summary());
        html.element("title", summary());
        grid(html);
        for (int i = 0; i < DAYS; i++) {
            bar(html, i);
            if ((DAYS - 1 - i) % LABEL_EVERY == 0) {
                boolean now = i == DAYS - 1;
                int x = now ? WIDTH : LEFT + i * STEP + STEP / 2;
                text(html, day(i).toString().substring(5), now ? "now" : "label", x, BASE + 22);
            }
        }
        html.close();
        table(html);
    }

    private String summary() {
        long total = counts.values().stream().mapToLong(DayCount::total).sum();
        long attention = counts.values().stream().mapToLong(DayCount::attention).sum();
        long broken = counts.values().stream().filter(DayCount::broken).count();
        return "Days from " + day(0) + " to " + last + ": " + Numbers.of(total) + " deliveries and parked items, "
                + Numbers.of(attention) + " of them failed or parked; " + Numbers.counted(broken, "day")
                + " with a broken equation";
    }

    private static void legend(Html html) {
        html.open("p", "class", "legend");
        for (Part part : parts(new DayCount(LocalDate.EPOCH, null, 0, 0, 0, 0, false))) {
            html.open("span", "class", "key")
                    .element("span", "", "class", "swatch " + part.style(), "aria-hidden", "true");
            html.text(part.name()).close();
        }
        html.open("span", "class", "key")
                .element("span", "\u2717", "class", "bad", "aria-hidden", "true")
                .text("an equation is broken")
                .close();
        html.open("span", "class", "key")
                .element("span", "\u00b7", "class", "quiet", "aria-hidden", "true")
                .text("no report")
                .close();
        html.close();
    }

    private void grid(Html html) {
        for (int half = 0; half <= 2; half++) {
            String y = Integer.toString(BASE - half * HEIGHT / 2);
            html.open("line", "class", half == 0 ? "axis" : "grid", "x1", "" + LEFT, "x2", "" + WIDTH, "y1", y, "y2", y)
                    .close();
            if (half != 1 || top % 2 == 0) {
                text(html, Numbers.of(top * half / 2), "scale", LEFT - 8, BASE - half * HEIGHT / 2 + 4);
            }
        }
    }

    private void bar(Html html, int index) {
        DayCount count = counts.get(day(index));
        int x = LEFT + index * STEP + (STEP - BAR) / 2;
        html.open("g").element("title", day(index) + ": " + words(count));
        if (count == null) {
            text(html, "\u00b7", "none", x + BAR / 2, BASE - 4);
        } else {
            rects(html, count, x);
        }
        html.close();
    }

    private void rects(Html html, DayCount count, int x) {
        double y = BASE;
        for (Part part : parts(count)) {
            if (part.number() > 0) {
                // a small number must not vanish beside a large one
                double height = Math.max(2, (double) HEIGHT * part.number() / top);
                y -= height;
                html.open(
                                "rect",
                                "class",
                                part.style(),
                                "x",
                                "" + x,
                                "y",
                                decimal(y),
                                "width",
                                "" + BAR,
                                "height",
                                decimal(height))
                        .close();
            }
        }
        if (count.broken()) {
            text(html, "\u2717", "broken", x + BAR / 2, (int) y - 4);
        }
    }

    private static String words(DayCount count) {
        if (count == null) {
            return "no report";
        }
        List<String> words = new ArrayList<>();
        parts(count).forEach(part -> words.add(Numbers.of(part.number()) + " " + part.name()));
        return String.join(", ", words) + (count.broken() ? "; an equation is broken" : "");
    }

    private void table(Html html) {
        html.open("details", "class", "screen").element("summary", "The numbers of the bars");
        html.open("table", "class", "numbers");
        Tables.head(html, "Day", "Imported", "Skipped", "Pending", "Failed or parked", "Equations");
        html.open("tbody");
        for (int i = 0; i < DAYS; i++) {
            DayCount count = counts.get(day(i));
            html.open("tr").element("th", day(i).toString(), "scope", "row");
            if (count == null) {
                html.element("td", "no report", "colspan", "5");
            } else {
                parts(count).forEach(part -> html.element("td", Numbers.of(part.number()), "class", "n"));
                html.element("td", count.broken() ? "broken" : "not broken");
            }
            html.close();
        }
        html.close().close().close();
    }

    private static void text(Html html, String text, String style, int x, int y) {
        html.element("text", text, "class", style, "x", Integer.toString(x), "y", Integer.toString(y));
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** The next number with one significant digit that is 1, 2, 4, 6, 8 or 10. */
    private static long round(long highest) {
        long unit = 1;
        while (highest > unit * 10) {
            unit *= 10;
        }
        for (long digit : new long[] {1, 2, 4, 6, 8}) {
            if (highest <= digit * unit) {
                return digit * unit;
            }
        }
        return unit * 10;
    }
}
