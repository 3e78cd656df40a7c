package org.opencompliance.archiver.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The pod of an Integration, as the operator's traits make it and the template of the Integration changes it. */
final class CamelKPod {

    /** The name of the container. */
    static final String CONTAINER = "integration";

    private static final String PROPERTIES = "application-properties";
    private static final String FILE = "application.properties";

    private final Manifest integration;
    private final CamelK version;

    CamelKPod(Manifest integration, CamelK version) {
        this.integration = integration;
        this.version = version;
    }

    ObjectNode spec() {
        ObjectNode spec = CamelK.object();
        CamelK.copy(integration.tree().path("spec"), "serviceAccountName", spec, "serviceAccountName");
        spec.set("securityContext", podSecurity());
        affinity(spec.withObject("/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution"));
        ObjectNode container = container();
        volumes(spec.withArray("/volumes"), container.withArray("/volumeMounts"));
        merge(spec, integration.tree().at("/spec/template/spec"));
        merge(container, spec.at("/containers/0"));
        spec.putArray("containers").add(container);
        return spec;
    }

    private ObjectNode container() {
        JsonNode trait = trait("container");
        ObjectNode container = CamelK.object().put("name", CONTAINER);
        CamelK.copy(trait, "image", container, "image");
        CamelK.copy(trait, "imagePullPolicy", container, "imagePullPolicy");
        environment(container.withArray("/env"));
        new IntegrationPod(integration).ports().forEach((name, port) -> container
                .withArray("/ports")
                .addObject()
                .put("name", name)
                .put("containerPort", port)
                .put("protocol", "TCP"));
        for (String kind : new String[] {"request", "limit"}) {
            ObjectNode amounts = container.withObject("/resources/" + kind + "s");
            CamelK.copy(trait, kind + "CPU", amounts, "cpu");
            CamelK.copy(trait, kind + "Memory", amounts, "memory");
        }
        for (String probe : new String[] {"startup", "liveness", "readiness"}) {
            probe(container, probe);
        }
        container.set("securityContext", containerSecurity(trait));
        return container;
    }

    private void environment(ArrayNode env) {
        value(env, "CAMEL_K_DIGEST", "a-digest");
        value(env, "CAMEL_K_CONF", "/etc/camel/" + FILE);
        value(env, "CAMEL_K_CONF_D", "/etc/camel/conf.d");
        value(env, "CAMEL_K_VERSION", version.version());
        value(env, "CAMEL_K_OPERATOR_ID", "camel-k");
        value(env, "CAMEL_K_INTEGRATION", integration.name());
        value(env, "CAMEL_K_RUNTIME_VERSION", "a-version");
        value(env, "CAMEL_K_MOUNT_PATH_CONFIGMAPS", "/etc/camel/conf.d/_configmaps");
        value(env, "CAMEL_K_MOUNT_PATH_SECRETS", "/etc/camel/conf.d/_secrets");
        if (version == CamelK.V2_11) {
            value(env, "QUARKUS_CONFIG_LOCATIONS", "/etc/camel/" + FILE + ",/etc/camel/conf.d/user.properties");
        }
        field(env, "NAMESPACE", "metadata.namespace");
        field(env, "POD_NAME", "metadata.name");
        new IntegrationPod(integration).environment().forEach((name, value) -> value(env, name, value));
    }

    private static void value(ArrayNode env, String name, String value) {
        env.addObject().put("name", name).put("value", value);
    }

    private static void field(ArrayNode env, String name, String path) {
        env.addObject().put("name", name).withObject("/valueFrom/fieldRef").put("fieldPath", path);
    }

    private void probe(ObjectNode container, String kind) {
        JsonNode trait = trait("health");
        boolean asked = trait.path(kind + "ProbeEnabled").asBoolean(kind.equals("readiness"));
        if (!trait.path("enabled").asBoolean() || !asked) {
            return;
        }
        ObjectNode probe = container.withObject("/" + kind + "Probe");
        CamelK.copy(trait, kind + "Probe", probe.withObject("/httpGet"), "path");
        CamelK.copy(trait, kind + "Port", probe.withObject("/httpGet"), "port");
        Map.of("Period", "periodSeconds", "Timeout", "timeoutSeconds", "FailureThreshold", "failureThreshold")
                .forEach((option, field) -> CamelK.copy(trait, kind + option, probe, field));
    }

    private static ObjectNode containerSecurity(JsonNode trait) {
        ObjectNode security = CamelK.object();
        CamelK.copy(trait, "runAsNonRoot", security, "runAsNonRoot");
        CamelK.copy(trait, "runAsUser", security, "runAsUser");
        CamelK.copy(trait, "allowPrivilegeEscalation", security, "allowPrivilegeEscalation");
        CamelK.copy(trait, "capabilitiesDrop", security.withObject("/capabilities"), "drop");
        CamelK.copy(trait, "seccompProfileType", security.withObject("/seccompProfile"), "type");
        return security;
    }

    private ObjectNode podSecurity() {
        JsonNode trait = trait("security-context");
        ObjectNode security = CamelK.object();
        CamelK.copy(trait, "runAsNonRoot", security, "runAsNonRoot");
        CamelK.copy(trait, "runAsUser", security, "runAsUser");
        CamelK.copy(trait, "seccompProfileType", security.withObject("/seccompProfile"), "type");
        return security;
    }

    /** The form of a label is {@code key in (one,other)}. */
    private void affinity(ObjectNode required) {
        ArrayNode expressions =
                required.withArray("/nodeSelectorTerms").addObject().withArray("/matchExpressions");
        for (String label : integration.texts("/spec/traits/affinity/nodeAffinityLabels")) {
            String[] parts = label.split(" in ");
            ObjectNode expression = expressions.addObject().put("key", parts[0]).put("operator", "In");
            for (String value : parts[1].replaceAll("[()]", "").split(",")) {
                expression.withArray("/values").add(value);
            }
        }
    }

    private void volumes(ArrayNode volumes, ArrayNode mounts) {
        IntegrationPod pod = new IntegrationPod(integration);
        for (IntegrationPod.Mount mount : pod.mounts()) {
            ObjectNode volume = volumes.addObject().put("name", mount.name());
            boolean secret = mount.kind().equals("Secret");
            volume.withObject(secret ? "/secret" : "/configMap").put(secret ? "secretName" : "name", mount.name());
            mount(mounts, mount.name(), mount.path()).put("readOnly", true);
        }
        for (IntegrationPod.Volume claim : pod.volumes()) {
            volumes.addObject()
                    .put("name", claim.name())
                    .withObject("/persistentVolumeClaim")
                    .put("claimName", claim.name());
            mount(mounts, claim.name(), claim.path());
        }
        for (IntegrationPod.Volume empty : pod.emptyFolders()) {
            volumes.addObject()
                    .put("name", empty.name())
                    .withObject("/emptyDir")
                    .put("sizeLimit", empty.size());
            mount(mounts, empty.name(), empty.path());
        }
        ObjectNode volume = volumes.addObject().put("name", PROPERTIES);
        volume.withObject("/configMap").put("name", integration.name() + "-" + PROPERTIES);
        volume.withObject("/configMap")
                .withArray("/items")
                .addObject()
                .put("key", FILE)
                .put("path", FILE);
        mount(mounts, PROPERTIES, "/etc/camel/" + FILE).put("subPath", FILE).put("readOnly", true);
    }

    private static ObjectNode mount(ArrayNode mounts, String name, String path) {
        return mounts.addObject().put("name", name).put("mountPath", path);
    }

    private JsonNode trait(String name) {
        return integration.tree().path("spec").path("traits").path(name);
    }

    /** The template wins over the traits; an object is merged, everything else replaced. */
    private static void merge(ObjectNode into, JsonNode changes) {
        changes.properties().forEach(change -> {
            JsonNode before = into.path(change.getKey());
            if (before instanceof ObjectNode object && change.getValue().isObject()) {
                merge(object, change.getValue());
            } else {
                into.set(change.getKey(), change.getValue());
            }
        });
    }
}
