package org.opencompliance.archiver.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The environment of the archiver in a pod: variables of the manifest, of the operator and of the kubelet. */
final class PodVariables {

    private static final String POD = "wechat-archiver-5d5b4b7c9c-x2x7k";
    private static final String API = "10.96.0.1";
    private static final String SERVICE = "10.96.165.13";

    private PodVariables() {}

    /** The newer operator sets the most variables. */
    static Map<String, String> of(Manifest integration) {
        Manifests made = CamelK.V2_11.makeOf(integration);
        Map<String, String> variables = new TreeMap<>();
        made.get("Deployment", integration.name())
                .tree()
                .at("/spec/template/spec/containers/0/env")
                .forEach(variable -> variables.put(variable.path("name").asText(), value(variable, integration)));
        variables.put("HOSTNAME", POD);
        links(variables, "kubernetes", API, Map.of("https", 443));
        Map<String, Integer> ports = new TreeMap<>();
        made.get("Service", integration.name())
                .tree()
                .at("/spec/ports")
                .forEach(port ->
                        ports.put(port.path("name").asText(), port.path("port").asInt()));
        links(variables, integration.name(), SERVICE, ports);
        return variables;
    }

    private static String value(JsonNode variable, Manifest integration) {
        return switch (variable.at("/valueFrom/fieldRef/fieldPath").asText("")) {
            case "metadata.namespace" -> integration.text("/metadata/namespace");
            case "metadata.name" -> POD;
            default -> variable.path("value").asText();
        };
    }

    /** The kubelet names every Service of the namespace in the environment of a pod. */
    private static void links(
            Map<String, String> variables, String service, String address, Map<String, Integer> ports) {
        String prefix = upper(service);
        variables.put(prefix + "_SERVICE_HOST", address);
        ports.forEach((name, port) -> {
            String url = "tcp://" + address + ":" + port;
            String one = prefix + "_PORT_" + port + "_TCP";
            variables.put(prefix + "_SERVICE_PORT", String.valueOf(port));
            variables.put(prefix + "_SERVICE_PORT_" + upper(name), String.valueOf(port));
            variables.put(prefix + "_PORT", url);
            variables.put(one, url);
            variables.put(one + "_PROTO", "tcp");
            variables.put(one + "_PORT", String.valueOf(port));
            variables.put(one + "_ADDR", address);
        });
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
