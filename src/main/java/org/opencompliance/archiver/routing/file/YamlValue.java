package org.opencompliance.archiver.routing.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A value in a YAML file: a text, a list or an object. Immutable. */
public final class YamlValue {

    /**
     * A field of an object, or an element of a list under the name of its list.
     *
     * @param line the line of the name
     */
    public record Field(String name, int line, YamlValue value) {}

    private static final YamlValue MISSING = new YamlValue(0, null, null, List.of(), List.of());

    private final int line;
    private final String text;
    private final Map<String, Field> fields;
    private final List<YamlValue> elements;
    private final List<Field> repeated;

    private YamlValue(
            int line, String text, Map<String, Field> fields, List<YamlValue> elements, List<Field> repeated) {
        this.line = line;
        this.text = text;
        this.fields = fields;
        this.elements = elements;
        this.repeated = repeated;
    }

    static YamlValue text(int line, String text) {
        return new YamlValue(line, text, null, List.of(), List.of());
    }

    static YamlValue list(int line, List<YamlValue> elements) {
        return new YamlValue(line, null, null, List.copyOf(elements), List.of());
    }

    static YamlValue object(int line, List<Field> all) {
        Map<String, Field> fields = new LinkedHashMap<>();
        List<Field> repeated = new ArrayList<>();
        for (Field field : all) {
            if (fields.put(field.name(), field) != null) {
                repeated.add(field);
            }
        }
        return new YamlValue(line, null, fields, List.of(), repeated);
    }

    /** The line, from 1; 0 for a value that is not in the file. */
    public int line() {
        return line;
    }

    public boolean isMissing() {
        return this == MISSING;
    }

    public boolean isText() {
        return text != null;
    }

    public boolean isObject() {
        return fields != null;
    }

    public boolean isList() {
        return !isText() && !isObject() && !isMissing();
    }

    /** The text; empty if the value is no text. */
    public String text() {
        return text == null ? "" : text;
    }

    /** The text of a field; empty if there is none. */
    public String text(String field) {
        return at(field).text();
    }

    public boolean has(String field) {
        return isObject() && fields.containsKey(field);
    }

    /** A value further down; missing if there is none. */
    public YamlValue at(String... path) {
        YamlValue value = this;
        for (String name : path) {
            value = value.has(name) ? value.fields.get(name).value() : MISSING;
        }
        return value;
    }

    /** The line of a field; the line of the object if there is no such field. */
    public int lineOf(String field) {
        return has(field) ? fields.get(field).line() : line;
    }

    public List<Field> fields() {
        return isObject() ? List.copyOf(fields.values()) : List.of();
    }

    /** Fields with a name that the same object has already. */
    public List<Field> repeated() {
        return repeated;
    }

    /** The elements of a list; for any other value, the value itself. */
    public List<YamlValue> elements() {
        if (isMissing()) {
            return List.of();
        }
        return isList() ? elements : List.of(this);
    }

    /** All fields at any level, without those of the given names and the values in them. */
    public List<Field> all(Set<String> without) {
        List<Field> all = new ArrayList<>();
        collect(without, all);
        return all;
    }

    /** Whether both have the same content; lines, comments and the order of fields do not matter. */
    public boolean isSame(YamlValue other) {
        return Objects.equals(text, other.text) && hasFieldsOf(other) && hasElementsOf(other);
    }

    private boolean hasFieldsOf(YamlValue other) {
        if (isObject() != other.isObject() || isObject() && !fields.keySet().equals(other.fields.keySet())) {
            return false;
        }
        return fields().stream().allMatch(field -> field.value()
                .isSame(other.fields.get(field.name()).value()));
    }

    private boolean hasElementsOf(YamlValue other) {
        if (elements.size() != other.elements.size()) {
            return false;
        }
        for (int i = 0; i < elements.size(); i++) {
            if (!elements.get(i).isSame(other.elements.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void collect(Set<String> without, List<Field> all) {
        for (Field field : fields()) {
            if (without.contains(field.name())) {
                continue;
            }
            for (YamlValue each : field.value().elements()) {
                int line = field.value().isList() ? each.line() : field.line();
                all.add(new Field(field.name(), line, each));
                each.collect(without, all);
            }
        }
        if (isList()) {
            elements.forEach(each -> each.collect(without, all));
        }
    }
}
