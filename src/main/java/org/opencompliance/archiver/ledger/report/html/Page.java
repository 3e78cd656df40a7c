package org.opencompliance.archiver.ledger.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The frame of a page: it loads nothing and runs nothing, also where an escape should fail. */
final class Page {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";
    private static final String STYLE = style();

    private Page() {}

    /** Renders a page with this content. */
    static String render(String title, Consumer<Html> content) {
        Html html = new Html().trusted("<!DOCTYPE html>\n").open("html", "lang", "en");
        html.open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.empty("meta", "name", "referrer", "content", "no-referrer");
        html.element("title", title);
        html.open("style").trusted("\n" + STYLE).close().close();
        html.open("body").open("main");
        content.accept(html);
        return html.close().close().close().toString();
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
