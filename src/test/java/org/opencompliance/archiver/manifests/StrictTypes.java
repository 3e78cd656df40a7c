package org.opencompliance.archiver.manifests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Validates resources against their types, including fields that a cluster would silently drop. Camel K's types come from its
 * CRD, those of KEDA and of disruption budgets from our schemas based on their documentation (src/test/resources/manifests), all
 * others from the classes of the Kubernetes client.
 */
final class StrictTypes {

    private static final Path CRD = Path.of(
            System.getProperty("archiver.shared", "../shared"), "data/camel-k-crds/camel.apache.org_integrations.yaml");
    private static final String VERSIONS = "/spec/versions/0/schema/openAPIV3Schema";
    private static final Map<String, Class<?>> CLASSES = Map.of(
            "v1 ConfigMap", ConfigMap.class,
            "v1 Secret", Secret.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "rbac.authorization.k8s.io/v1 Role", Role.class,
            "rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class,
            "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class);
    private static final ObjectMapper STRICT =
            JsonMapper.builder().annotationIntrospector(new NothingElse()).build();

    private final JsonSchema integration;

    private StrictTypes(JsonSchema integration) {
        this.integration = integration;
    }

    /** Without the CRD, Integrations are not validated; see {@link #knowsIntegrations()}. */
    static StrictTypes load() {
        try {
            return new StrictTypes(Files.exists(CRD) ? schema(StrictSchema.of(crd())) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean knowsIntegrations() {
        return integration != null;
    }

    /** The validation errors of a resource. */
    List<String> problems(Manifest manifest) {
        return switch (manifest.kind()) {
            case "Integration" -> integration == null ? List.of() : problems(integration, manifest);
            case "ScaledObject", "TriggerAuthentication" -> problems(ours("keda-" + manifest.kind()), manifest);
            case "PodDisruptionBudget" -> problems(ours("policy-" + manifest.kind()), manifest);
            default -> problems(CLASSES.get(manifest.apiVersion() + " " + manifest.kind()), manifest);
        };
    }

    private static List<String> problems(Class<?> type, Manifest manifest) {
        if (type == null) {
            return List.of(manifest + ": nothing is known of " + manifest.apiVersion() + " " + manifest.kind());
        }
        try {
            STRICT.treeToValue(manifest.tree(), type);
            return List.of();
        } catch (JsonProcessingException e) {
            return List.of(manifest + ": " + e.getOriginalMessage());
        }
    }

    private static List<String> problems(JsonSchema schema, Manifest manifest) {
        return schema.validate(manifest.tree()).stream()
                .map(found -> manifest + ": " + found.getMessage())
                .toList();
    }

    /** The schema of an Integration, as Camel K publishes it. */
    static JsonNode crd() throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(CRD.toFile()).at(VERSIONS);
    }

    private static JsonSchema ours(String name) {
        try {
            String file = "/manifests/" + name + ".schema.json";
            return schema(new ObjectMapper().readTree(StrictTypes.class.getResourceAsStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema schema(JsonNode tree) {
        return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(tree);
    }

    /** The classes keep unknown fields; here they are an error. */
    private static final class NothingElse extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(com.fasterxml.jackson.databind.introspect.Annotated annotated) {
            return annotated instanceof AnnotatedMember ? Boolean.FALSE : super.hasAnySetter(annotated);
        }
    }
}
