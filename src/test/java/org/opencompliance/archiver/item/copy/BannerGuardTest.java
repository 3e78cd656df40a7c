package org.opencompliance.archiver.item.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BannerGuardTest {

    private static final String SHEET = "<style>body{display:none !important}</style>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Hello</p>",
                "<html><body class=x><p>Hello</p></body></html>",
                "<!DOCTYPE html><html><head><title>x</title></head><body><p>Hello</p></body></html>"
            })
    void aMessageWithoutAStyleSheetStaysAsItIs(String html) {
        assertThat(BannerGuard.place(html, "^").replace("^", "")).isEqualTo(html);
    }

    @Test
    void theDocumentAndItsBodyHaveImportantDeclarationsInTheirOwnAttributes() {
        String guarded = BannerGuard.place(
                "<html lang=en><head>" + SHEET
                        + "</head><body class=x nowrap\nSTYLE='color:red !important; font:\"A\"'>y",
                "^");

        assertThat(guarded)
                .startsWith("<html style=\"display:block !important;visibility:visible !important;")
                .containsPattern("<body style=\"display:block !important;[^\"]*;margin:8px !important;color:red ;"
                        + " font:&quot;A&quot;\" class=x nowrap")
                .endsWith("</style>^y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<body style=\"display:none!important\"> | display:none",
                "<body style='display:none &#33;important'> | ``",
                "<body title='> style=x' style=a:b> | a:b",
                "<body style> | ``",
                "<body/style=a:b/> | a:b/",
                "<body> | ``"
            })
    void theOwnDeclarationsOfABodyStayAndAreNotImportant(String body, String own) {
        String guarded = BannerGuard.place(SHEET + body + "x", "^");

        String style = guarded.substring(guarded.indexOf("<body style=\"") + 13);
        assertThat(style.substring(0, style.indexOf('"')))
                .endsWith("margin:8px !important" + (own.isEmpty() ? "" : ";" + own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>" + SHEET + "</div>x", "<link rel=stylesheet href=a.css>x", "<p>a<body>" + SHEET})
    void aMessageWithoutABodyTagGetsOne(String html) {
        assertThat(BannerGuard.place(html, "^"))
                .startsWith("<html style=\"display:block")
                .contains("<body style=\"display:block")
                .endsWith("</style>^" + html);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<body ", "<style", "a=", "=\"", "style=", "<html ", "/", "!"})
    void takesNoTimeWorthMentioning(String piece) {
        String html = SHEET + "<body " + piece.repeat(1_000_000 / piece.length());
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            assertThat(BannerGuard.place(html, "^")).contains("^");
            assertThat(BannerGuard.place(html + ">", "^")).contains("^");
        });
    }
}
