package org.opencompliance.archiver.ledger.report.html;

/** Parts that tables share. */
final class Tables {

    /** Class of a row that stays on the screen and is left out of the print. */
    static final String SCREEN = "screen";

    private Tables() {}

    /** Opens a table, which the print leaves out if it has no row there. */
    static Html open(Html html, String style, int printed) {
        return html.open("table", "class", printed == 0 ? style + " " + SCREEN : style);
    }

    /** Adds a head with one row. */
    static void head(Html html, String... names) {
        html.open("thead").open("tr");
        for (String name : names) {
            html.element("th", name, "scope", "col");
        }
        html.close().close();
    }

    /** Opens a row, which the print leaves out from the given place on. */
    static Html row(Html html, int index, int printed) {
        return index < printed ? html.open("tr") : html.open("tr", "class", SCREEN);
    }

    /** Adds a cell with a text that the print shortens to one line. */
    static void line(Html html, String text) {
        html.open("td").element("span", text, "class", "line").close();
    }

    /** Adds a text below a table about rows that only the screen has, or that no page has. */
    static void rest(Html html, Rest rest) {
        if (rest.all() > rest.shown()) {
            more(html, Numbers.of(rest.all() - rest.shown()) + " more in ", rest.file(), SCREEN);
        }
        if (rest.all() > rest.printed()) {
            String rows = rest.printed() == 0 ? "All " : Numbers.of(rest.all() - rest.printed()) + " more ";
            more(html, rows + "in ", rest.file(), "print");
        }
    }

    /**
     * The rows of a table.
     *
     * @param all number of rows that exist
     * @param shown number of rows on the screen
     * @param printed number of rows in the print
     * @param file the file with all rows
     */
    record Rest(long all, long shown, long printed, String file) {}

    private static void more(Html html, String rows, String file, String style) {
        html.open("p", "class", "more " + style).text(rows);
        html.element("code", file).close();
    }
}
