package org.opencompliance.archiver.hawtio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the Hawtio plugin: small, without an interface that could show content as HTML or send it elsewhere. */
class PluginFilesTest {

    private static final Path FOLDER = Path.of("src/main/hawtio");
    private static final int MAX_LINES = 250;
    private static final int MAX_LINE = 200;

    /** Text of the archiver becomes text of the page only; requests go through Hawtio's connection only; nothing is kept. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML"
                    + "|document\\.write|\\beval\\b|new Function|\\bfetch\\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|postMessage"
                    + "|localStorage|sessionStorage|indexedDB|document\\.cookie|https?://");

    private final Map<String, String> files = new TreeMap<>();

    PluginFilesTest() throws IOException {
        try (Stream<Path> found = Files.list(FOLDER)) {
            for (Path file : found.toList()) {
                if (file.toString().endsWith(".js") || file.toString().endsWith(".css")) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
    }

    @Test
    void areSmall() {
        assertThat(files).hasSizeGreaterThan(15).allSatisfy((name, text) -> assertThat(text.lines())
                .as(name)
                .hasSizeLessThan(MAX_LINES)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(MAX_LINE + indentation(line))));
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    @Test
    void useNoForbiddenInterface() {
        assertThat(files).allSatisfy((name, text) -> assertThat(FORBIDDEN
                        .matcher(text)
                        .results()
                        .map(match -> match.group())
                        .toList())
                .as(name)
                .isEmpty());
    }

    @Test
    void findAForbiddenInterface() {
        assertThat(List.of("a.innerHTML = b", "eval(a)", "fetch('x')", "localStorage.a", "import 'https://a'"))
                .allSatisfy(text -> assertThat(FORBIDDEN.matcher(text).find()).isTrue());
    }

    @Test
    void areAllLoaded() {
        String all = String.join("\n", files.values());

        assertThat(files.keySet().stream().filter(name -> !name.equals(new ArchiverPlugin().getRemoteEntryFileName())))
                .allSatisfy(name -> assertThat(all).containsPattern("['/]" + Pattern.quote(name) + "'"));
    }

    @Test
    void areAnnouncedByTheNamesThatTheyUse() throws IOException {
        ArchiverPlugin plugin = new ArchiverPlugin();
        String fragment = Files.readString(FOLDER.resolve("web-fragment.xml"));

        assertThat(files.get(plugin.getRemoteEntryFileName())).contains("window." + plugin.getScope() + " =");
        assertThat(files.get("plugin.js")).contains("export function " + plugin.getPluginEntry() + "()");
        assertThat(fragment)
                .contains("/" + plugin.getUrl() + "/*")
                .contains(PluginAnnouncement.class.getName())
                .contains(FreshFiles.class.getName());
    }
}
