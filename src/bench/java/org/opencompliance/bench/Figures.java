package org.opencompliance.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of a run, printed as a Markdown table and kept as JSON. Used by one thread. */
public final class Figures {

    private final Map<String, List<Figure>> figures = new LinkedHashMap<>();
    private final Map<String, List<String>> notes = new LinkedHashMap<>();
    private String measurement = "";

    /** Starts a group; figures and notes belong to it until the next one. */
    void begin(String name) {
        measurement = name;
        figures.put(name, new ArrayList<>());
        notes.put(name, new ArrayList<>());
    }

    public void add(Figure figure) {
        figures.get(measurement).add(figure);
    }

    /** A sentence below the table: how something was measured, or why not. */
    public void note(String text) {
        notes.get(measurement).add(text);
    }

    /** The rows of the last group, before the others are measured. */
    void printLast(PrintStream out) {
        figures.get(measurement).forEach(figure -> out.println(figure.row(measurement)));
    }

    void print(PrintStream out) {
        out.println("| measurement | figure | value | yardstick | ratio | goal |");
        out.println("|---|---|--:|--:|--:|---|");
        figures.forEach((name, group) -> group.forEach(figure -> out.println(figure.row(name))));
        out.println();
        notes.forEach((name, group) -> group.forEach(note -> out.println("- " + name + ": " + note)));
    }

    void write(Path file) throws IOException {
        JsonMapper json = new JsonMapper();
        ArrayNode all = json.createArrayNode();
        figures.forEach((name, group) -> group.forEach(figure -> {
            ObjectNode node = all.addObject();
            node.put("measurement", name).put("figure", figure.name());
            node.put("value", figure.value()).put("unit", figure.unit());
            figure.yardstick().ifPresent(value -> node.put("yardstick", value));
            figure.ratio().ifPresent(value -> node.put("ratio", value));
            figure.goal().ifPresent(value -> node.put(figure.most() ? "goalAtMost" : "goalAtLeast", value));
            node.put("met", figure.met());
        }));
        Files.createDirectories(file.getParent());
        ObjectNode document = json.createObjectNode();
        document.set("figures", all);
        document.set("notes", json.valueToTree(notes));
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
    }
}
