package org.opencompliance.archiver.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The properties of an {@code application.properties} in their order, each with the comment above it. A line
 * {@code # --- Name ---} begins a group; an empty line ends a comment. Properties of Camel are left out.
 */
record DeclaredSettings(List<Setting> settings) {

    private static final String COMMENT = "#";
    private static final String GROUP = "# --- ";
    private static final String CAMEL = "camel.";

    /** @param comment empty when there is none directly above the property */
    record Setting(String group, String name, String defaultValue, String comment) {

        private String row() {
            String shown = defaultValue.isEmpty() ? "" : "`" + defaultValue + "`";
            return "| `" + name + "` | " + shown + " | " + comment.replace("|", "\\|") + " |\n";
        }
    }

    static DeclaredSettings read(String properties) {
        List<Setting> settings = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        String group = "";
        for (String line : properties.split("\n")) {
            int equals = line.indexOf('=');
            if (line.startsWith(GROUP)) {
                group = line.substring(GROUP.length(), line.lastIndexOf(" ---"));
            } else if (line.startsWith(COMMENT)) {
                comment.add(line.substring(1).strip());
            } else {
                if (equals > 0 && !line.startsWith(CAMEL)) {
                    String name = line.substring(0, equals);
                    settings.add(new Setting(group, name, line.substring(equals + 1), String.join(" ", comment)));
                }
                comment.clear();
            }
        }
        return new DeclaredSettings(settings);
    }

    List<String> withoutComment() {
        return settings.stream()
                .filter(setting -> setting.comment().isEmpty())
                .map(Setting::name)
                .toList();
    }

    /** One section of Markdown for each group, with a table. */
    String sections() {
        return settings.stream()
                .map(Setting::group)
                .distinct()
                .map(this::section)
                .collect(Collectors.joining());
    }

    private String section(String group) {
        return "\n## " + group + "\n\n| property | default | description |\n|---|---|---|\n"
                + settings.stream()
                        .filter(setting -> setting.group().equals(group))
                        .map(Setting::row)
                        .collect(Collectors.joining());
    }
}
