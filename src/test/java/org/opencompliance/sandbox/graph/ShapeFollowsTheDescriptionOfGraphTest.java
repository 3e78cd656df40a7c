package org.opencompliance.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.opencompliance.sandbox.GraphContract;

class ShapeFollowsTheDescriptionOfGraphTest {

    private final Optional<GraphContract> contract = GraphContract.find();

    @Test
    void messagesHaveAllPropertiesButTheOnesNotKept() {
        Set<String> described = new HashSet<>(described("microsoft.graph.message"));
        described.removeAll(Set.of("extensions", "multiValueExtendedProperties"));

        assertThat(Shape.MESSAGE.names()).isEqualTo(described);
    }

    @Test
    void fileAttachmentsHaveAllProperties() {
        assertThat(Shape.ATTACHMENT.names()).isEqualTo(described("microsoft.graph.fileAttachment"));
    }

    private Set<String> described(String type) {
        Assumptions.assumeTrue(contract.isPresent(), "no description of Graph");
        return contract.orElseThrow().properties(type);
    }
}
