package org.opencompliance.archiver.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rules for all route files; each message names the change to make. */
class RouteConventionsTest {

    @TestFactory
    Stream<DynamicNode> everyFile() throws IOException {
        List<RouteFile> files = RouteFile.all();
        List<RouteRule> rules = new RouteRules(new RouteSchema(), files, PropertyUse.ofTheProgram()).all();
        return files.stream()
                .map(file -> dynamicContainer(
                        file.toString(),
                        rules.stream()
                                .map(rule -> dynamicTest(rule.sentence(), () -> assertThat(rule.problems(file))
                                        .as(file.toString())
                                        .isEmpty()))));
    }

    @Test
    void thereAreFiles() throws IOException {
        assertThat(RouteFile.all()).hasSizeGreaterThan(5);
    }

    @Test
    void everyPropertyIsUsed() throws IOException {
        assertThat(PropertyUse.ofTheProgram().unused(RouteFile.all())).isEmpty();
    }
}
