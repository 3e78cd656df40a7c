package org.opencompliance.archiver.item.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.item.FilteredItem;
import org.opencompliance.archiver.item.Item;
import org.opencompliance.archiver.item.ItemsForTest;

/** The banner of messages whose style sheets try to hide it, in a real browser. */
@Tag("long")
class BannerInBrowserIT {

    private static final List<Path> BROWSERS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    /** Whether a click on the middle of the banner hits it, in view and with a size. */
    private static final String LOOK =
            """
            <script>addEventListener('load', () => {
              const banner = [...document.querySelectorAll('div')].find(d => d.style.zIndex === '2147483647');
              const r = banner.getBoundingClientRect();
              const hit = document.elementFromPoint(r.left + 20, r.top + 20);
              const style = getComputedStyle(banner);
              const clear = getComputedStyle(document.body).opacity === '1' && style.visibility === 'visible';
              const seen = r.width > 100 && r.height > 100 && r.top >= 0 && r.left >= 0;
              document.title = hit === banner && seen && clear ? 'SEEN' : 'HIDDEN';
            });</script>
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p{color:red}",
                "body{display:none !important}",
                "html{display:none !important}",
                "html,body{height:0 !important;overflow:hidden !important;visibility:hidden !important}",
                "*{display:none !important;opacity:0 !important;position:fixed !important;left:-9999px !important}",
                "body{opacity:0 !important;transform:scale(0) !important;translate:-9999px !important}",
                "body{position:absolute !important;left:-9999px !important}",
                "body{margin-top:-9999px !important}",
                "div{display:none !important} div:first-child{font-size:0 !important;height:0 !important}",
                "html body div:nth-child(n):not(#a#b#c){display:none !important}",
                "html::after{content:'';position:fixed;inset:0;background:#fff;z-index:2147483647 !important}",
                "p::before{content:'';position:fixed;inset:0;background:#fff;z-index:2147483647 !important}",
                "p{position:fixed !important;inset:0;background:#fff;z-index:2147483647 !important}",
                "@media all{body{clip-path:circle(0) !important;filter:opacity(0) !important}}"
            })
    void noStyleSheetHidesIt(String css) throws Exception {
        assertThat(title("<html><head><style>" + css + "</style></head><body><p>x</p></body></html>"))
                .isEqualTo("SEEN");
        assertThat(title("<style>" + css + "</style><p>x</p>")).isEqualTo("SEEN");
    }

    private String title(String html) throws Exception {
        Path browser = BROWSERS.stream().filter(Files::isExecutable).findFirst().orElse(null);
        assumeTrue(browser != null, "no Chromium");
        String header = "From: 447786910895 John <a@b.example>\nTo: b@b.example\nContent-Type: text/html\n\n";
        try (Item item = ItemsForTest.parse(folder.resolve("spool"), header + html)) {
            String body =
                    ImportCopy.of(new FilteredItem(item, 10_000_000)).body().content();
            Path page = Files.writeString(folder.resolve("page.html"), body + LOOK);
            Path out = folder.resolve("out");
            Process process = new ProcessBuilder(
                            browser.toString(),
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--user-data-dir=" + folder.resolve("profile"),
                            "--dump-dom",
                            page.toUri().toString())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String dom = Files.readString(out, StandardCharsets.UTF_8);
            int start = dom.indexOf("<title>");
            return start < 0 ? dom : dom.substring(start + 7, dom.indexOf("</title>", start));
        }
    }
}
