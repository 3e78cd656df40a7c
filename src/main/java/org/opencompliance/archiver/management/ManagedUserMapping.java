package org.opencompliance.archiver.management;

import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.opencompliance.archiver.management.jmx.JmxOperations;
import org.opencompliance.archiver.management.page.MappingReview;
import org.opencompliance.archiver.mapping.csv.MappingCheck;
import org.opencompliance.archiver.mapping.csv.UserMapping;
import org.opencompliance.archiver.mapping.csv.UserMappings;

/** Shows the mapping in force and reloads it on request. */
final class ManagedUserMapping implements UserMappingMXBean {

    private static final String CHECK = "direct:check-user-mapping";

    private final UserMappings mappings;
    private final MappingReview review;
    private final JmxOperations operations;
    private final CamelContext context;

    ManagedUserMapping(UserMappings mappings, MappingReview review, JmxOperations operations, CamelContext context) {
        this.mappings = mappings;
        this.review = review;
        this.operations = operations;
        this.context = context;
    }

    @Override
    public String getVersion() {
        return mappings.version();
    }

    @Override
    public int getRows() {
        return mappings.inForce().map(UserMapping::rows).orElse(0);
    }

    @Override
    public boolean isWaiting() {
        return mappings.isWaiting();
    }

    @Override
    public String reload() throws Exception {
        if (!mappings.isAskedFor()) {
            throw new IllegalStateException("No custom mapping is asked for: set archiver.mapping-file");
        }
        return operations.doNow("reload-mapping", user -> {
            try (ProducerTemplate template = context.createProducerTemplate()) {
                template.sendBody("direct:load-user-mapping", null);
            }
            return "In force is " + mappings.version()
                    + "; when that is not the file's SHA-256, the log gives the reason";
        });
    }

    @Override
    public String getJson() {
        return review.inForce();
    }

    @Override
    public String check(String csv) throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return review.check(csv, content -> template.requestBody(CHECK, content, MappingCheck.class));
        }
    }
}
