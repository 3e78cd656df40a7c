package org.opencompliance.archiver.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The resources that Camel K's operator makes of an Integration with an image of its own. The rules are those of its traits;
 * resources recorded in a cluster confirm them.
 */
enum CamelK {
    V2_10_1("2.10.1"),
    V2_11("2.11.0");

    private static final String INTEGRATION = "camel.apache.org/integration";
    private static final Set<String> KNOWN = Set.of(
            "affinity",
            "container",
            "deployment",
            "environment",
            "health",
            "ingress",
            "jvm",
            "mount",
            "owner",
            "route",
            "security-context",
            "service");

    private final String version;

    CamelK(String version) {
        this.version = version;
    }

    String version() {
        return version;
    }

    /**
     * All resources of an Integration.
     *
     * @throws AssertionError for a trait without rules here: the operator of 2.11 crashes on {@code pdb}, for example
     */
    Manifests makeOf(Manifest integration) {
        Set<String> unknown = new TreeSet<>(integration.entries("/spec/traits").keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new AssertionError("No rule says what Camel K makes of the traits " + unknown);
        }
        List<Manifest> made = new ArrayList<>();
        made.add(deployment(integration));
        made.add(properties(integration));
        made.add(service(integration));
        if (isOn(integration, "ingress")) {
            made.add(ingress(integration));
        }
        if (isOn(integration, "route")) {
            made.add(route(integration));
        }
        new IntegrationPod(integration)
                .volumes().stream().map(volume -> claim(integration, volume)).forEach(made::add);
        return new Manifests("Camel K " + version, made);
    }

    private Manifest deployment(Manifest integration) {
        ObjectNode tree = owned(integration, "apps/v1", "Deployment");
        annotate(tree.withObject("/metadata"));
        if (this == V2_11) {
            labels(tree.withObject("/metadata")).put("camel.apache.org/monitor", integration.name());
        }
        JsonNode trait = integration.tree().at("/spec/traits/deployment");
        ObjectNode spec = tree.withObject("/spec");
        // without a number in the Integration, the operator writes 1
        spec.put("replicas", integration.tree().at("/spec/replicas").asInt(1));
        spec.put(
                "progressDeadlineSeconds", trait.path("progressDeadlineSeconds").asInt(60));
        selector(spec.withObject("/selector"), integration);
        spec.withObject("/strategy").put("type", trait.path("strategy").asText("RollingUpdate"));
        copy(trait, "rollingUpdateMaxSurge", rolling(spec), "maxSurge");
        copy(trait, "rollingUpdateMaxUnavailable", rolling(spec), "maxUnavailable");
        if (rolling(spec).isEmpty()) {
            spec.withObject("/strategy").remove("rollingUpdate");
        }
        spec.set("template", template(integration));
        return new Manifest(toString(), tree);
    }

    private static ObjectNode rolling(ObjectNode spec) {
        return spec.withObject("/strategy/rollingUpdate");
    }

    private ObjectNode template(Manifest integration) {
        ObjectNode template = object();
        targets(integration, template.withObject("/metadata"));
        annotate(template.withObject("/metadata"));
        template.set("spec", new CamelKPod(integration, this).spec());
        return template;
    }

    private Manifest service(Manifest integration) {
        JsonNode container = integration.tree().at("/spec/traits/container");
        ObjectNode tree = owned(integration, "v1", "Service");
        labels(tree.withObject("/metadata")).put("camel.apache.org/service.type", "user");
        ObjectNode spec = tree.withObject("/spec");
        spec.put("type", integration.text("/spec/traits/service/type"));
        spec.withObject("/selector").put(INTEGRATION, integration.name());
        ObjectNode port = spec.withArray("/ports").addObject();
        port.put("name", container.path("servicePortName").asText("http"));
        port.put("port", container.path("servicePort").asInt(80));
        port.put("protocol", "TCP");
        port.put("targetPort", container.path("portName").asText("http"));
        return new Manifest(toString(), tree);
    }

    /** The traits write it, for a runtime that reads it. */
    private Manifest properties(Manifest integration) {
        ObjectNode tree = owned(integration, "v1", "ConfigMap");
        tree.withObject("/metadata").put("name", integration.name() + "-application-properties");
        tree.withObject("/data").put("application.properties", "");
        return new Manifest(toString(), tree);
    }

    /** For every host, at a port named http, whatever the port of the Service is named. */
    private Manifest ingress(Manifest integration) {
        ObjectNode tree = owned(integration, "networking.k8s.io/v1", "Ingress");
        ObjectNode path = tree.withObject("/spec")
                .withArray("/rules")
                .addObject()
                .withObject("/http")
                .withArray("/paths")
                .addObject();
        path.put("path", "/").put("pathType", "Prefix");
        path.withObject("/backend/service").put("name", integration.name());
        path.withObject("/backend/service/port").put("name", "http");
        return new Manifest(toString(), tree);
    }

    private Manifest route(Manifest integration) {
        ObjectNode tree = owned(integration, "route.openshift.io/v1", "Route");
        tree.withObject("/spec/to").put("kind", "Service").put("name", integration.name());
        tree.withObject("/spec/port").put("targetPort", integration.text("/spec/traits/container/servicePortName"));
        return new Manifest(toString(), tree);
    }

    /** Only the fields that the notation of the mount trait gives; it belongs to the namespace and not to the Integration. */
    private Manifest claim(Manifest integration, IntegrationPod.Volume volume) {
        ObjectNode tree = resource("v1", "PersistentVolumeClaim", volume.name(), integration);
        tree.withObject("/spec/resources/requests").put("storage", volume.size());
        return new Manifest(toString(), tree);
    }

    private static ObjectNode owned(Manifest integration, String apiVersion, String kind) {
        ObjectNode tree = resource(apiVersion, kind, integration.name(), integration);
        ObjectNode owner =
                tree.withObject("/metadata").withArray("/ownerReferences").addObject();
        owner.put("apiVersion", integration.apiVersion())
                .put("kind", integration.kind())
                .put("name", integration.name())
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        targets(integration, tree.withObject("/metadata"));
        return tree;
    }

    private static ObjectNode resource(String apiVersion, String kind, String name, Manifest integration) {
        ObjectNode tree = object().put("apiVersion", apiVersion).put("kind", kind);
        tree.withObject("/metadata").put("name", name).put("namespace", integration.text("/metadata/namespace"));
        return tree;
    }

    /** The owner trait: only the named labels and annotations. */
    private static void targets(Manifest integration, ObjectNode metadata) {
        JsonNode source = integration.tree().path("metadata");
        ObjectNode annotations = metadata.withObject("/annotations");
        integration
                .texts("/spec/traits/owner/targetLabels")
                .forEach(label -> copy(source.path("labels"), label, labels(metadata), label));
        integration
                .texts("/spec/traits/owner/targetAnnotations")
                .forEach(name -> copy(source.path("annotations"), name, annotations, name));
        labels(metadata).put(INTEGRATION, integration.name());
    }

    private static ObjectNode labels(ObjectNode metadata) {
        return metadata.withObject("/labels");
    }

    private static void annotate(ObjectNode metadata) {
        metadata.withObject("/annotations").put("kubectl.kubernetes.io/default-container", CamelKPod.CONTAINER);
    }

    private static void selector(ObjectNode selector, Manifest integration) {
        selector.withObject("/matchLabels").put(INTEGRATION, integration.name());
    }

    /** The traits ingress and route are on unless they are disabled. */
    private static boolean isOn(Manifest integration, String trait) {
        return integration.tree().at("/spec/traits/" + trait + "/enabled").asBoolean(true);
    }

    static void copy(JsonNode from, String field, ObjectNode to, String as) {
        with(from.path(field), value -> to.set(as, value));
    }

    private static void with(JsonNode value, Consumer<JsonNode> action) {
        if (!value.isMissingNode()) {
            action.accept(value);
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
