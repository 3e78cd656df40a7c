package org.opencompliance.archiver.conventions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation. */
record MarkdownPage(Path file, String text) {

    private static final List<Path> ROOTS =
            List.of(Path.of("README.md"), Path.of("k8s"), Path.of("routes"), Path.of("src"));
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\[]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

    static List<MarkdownPage> all() throws IOException {
        List<MarkdownPage> pages = new ArrayList<>();
        for (Path root : ROOTS) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(MarkdownPage::isPage).sorted().toList()) {
                    pages.add(read(file));
                }
            }
        }
        return pages;
    }

    static MarkdownPage read(Path file) throws IOException {
        return new MarkdownPage(file, Files.readString(file));
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".md") && !file.toString().contains("node_modules");
    }

    /** The targets of its links, as they are written; examples in code have none. */
    List<String> links() {
        String withoutCode = CODE.matcher(withoutBlocks()).replaceAll("code");
        return LINK.matcher(withoutCode).results().map(link -> link.group(1)).toList();
    }

    /** The anchors of its headings, as GitHub makes them. */
    List<String> anchors() {
        List<String> anchors = new ArrayList<>();
        Map<String, Integer> used = new HashMap<>();
        Matcher heading = HEADING.matcher(withoutBlocks());
        while (heading.find()) {
            String plain = NOT_IN_ANCHORS.matcher(heading.group(1)).replaceAll("");
            String anchor = plain.toLowerCase(Locale.ROOT).replace(' ', '-');
            int before = used.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    private String withoutBlocks() {
        return CODE_BLOCK.matcher(text).replaceAll("");
    }
}
