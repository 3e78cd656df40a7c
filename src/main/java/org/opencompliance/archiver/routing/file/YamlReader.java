package org.opencompliance.archiver.routing.file;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML with the parser that Camel uses, and keeps the lines. */
final class YamlReader {

    /** No route is as deep; an alias that contains itself would be. */
    private static final int DEEPEST = 200;

    private YamlReader() {}

    /** The text is no YAML. */
    static final class BrokenYamlException extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;

        BrokenYamlException(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    static YamlValue read(String text) throws BrokenYamlException {
        try {
            Node root = new Compose(LoadSettings.builder().setUseMarks(true).build())
                    .composeString(text)
                    .orElseThrow(() -> new BrokenYamlException(1, "The file is empty"));
            return value(root, 0);
        } catch (MarkedYamlEngineException e) {
            throw new BrokenYamlException(
                    e.getProblemMark().map(Mark::getLine).orElse(0) + 1, "This is no valid YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new BrokenYamlException(1, "This is no valid YAML: " + e.getMessage());
        }
    }

    private static YamlValue value(Node node, int depth) throws BrokenYamlException {
        int line = line(node);
        if (depth > DEEPEST) {
            throw new BrokenYamlException(line, "The values are nested too deep");
        }
        if (node instanceof MappingNode mapping) {
            List<YamlValue.Field> fields = new ArrayList<>();
            for (NodeTuple tuple : mapping.getValue()) {
                Node key = tuple.getKeyNode();
                String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
                fields.add(new YamlValue.Field(name, line(key), value(tuple.getValueNode(), depth + 1)));
            }
            return YamlValue.object(line, fields);
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlValue> elements = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                elements.add(value(element, depth + 1));
            }
            return YamlValue.list(line, elements);
        }
        return YamlValue.text(line, node instanceof ScalarNode scalar ? scalar.getValue() : "");
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
