package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.image.RunningContainer;
import org.opencompliance.archiver.image.UnpackedImage;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;

/**
 * The image starts with the environment, the mounts and the user that the Integration gives it, and the probes find what they ask for.
 * Other than in a cluster are the addresses of source and tenant, which are a sandbox's, and the ports, which are any free ones.
 */
class IntegrationStartsIT {

    private static final Pattern MANAGEMENT = Pattern.compile("health and metrics on (http://[\\w.:]+)/");
    private static final Pattern JOLOKIA = Pattern.compile("Agent started with URL (http://[\\w.:]+/jolokia/)");
    private static final Duration START = Duration.ofMinutes(2);
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void letOthersIn() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    @Timeout(400)
    void becomesReadyWritesNowhereElseAndStopsInTime() throws Exception {
        Manifests cluster = cluster("dev");
        IntegrationPod pod = cluster.integration();
        UnpackedImage image = UnpackedImage.of(Path.of(System.getProperty("image.tar")), folder);
        SampleDay day = SampleDay.on(LocalDate.parse("2026-11-21")).make();
        try (Sandbox sandbox = Sandbox.start(day)) {
            PodFolders folders = sandboxed(new PodFolders(image.root(), cluster), sandbox);
            folders.mount(pod);
            List<String> before = files(image.root());

            try (RunningContainer container =
                    RunningContainer.start(image, environment(pod, folders), folders::moved)) {
                URI management = URI.create(told(container, MANAGEMENT));
                await().atMost(START).until(() -> status(management.resolve(probe(pod, "readiness"))) == OK);
                assertThat(status(management.resolve(probe(pod, "liveness")))).isEqualTo(OK);
                assertThat(status(management.resolve(probe(pod, "startup")))).isEqualTo(OK);
                assertThat(status(management.resolve(metrics(cluster)))).isEqualTo(OK);
                URI jolokia = URI.create(told(container, JOLOKIA));
                assertThat(status(jolokia.resolve("version"))).isEqualTo(OK);
                assertThat(container.stop(grace(pod)))
                        .as("stopped within the grace period")
                        .isTrue();
            }

            assertThat(files(image.root())).isEqualTo(before);
            assertThat(Files.isDirectory(folders.at("/data/area"), LinkOption.NOFOLLOW_LINKS))
                    .isTrue();
        }
    }

    private static Manifests cluster(String overlay) {
        List<Manifest> all =
                new ArrayList<>(Kustomize.render("overlays/" + overlay).all());
        all.addAll(Manifests.read(Path.of("k8s/examples/secrets.yaml")).all());
        return new Manifests(overlay, all);
    }

    private static PodFolders sandboxed(PodFolders folders, Sandbox sandbox) {
        return folders.with("telemessage.url", sandbox.site().url().toString())
                .with("telemessage.username", sandbox.site().username())
                .with("telemessage.password", sandbox.site().password())
                .with("microsoft.credentials", "none")
                .with("microsoft.service-url", sandbox.tenant().url().toString())
                .with("archiver.management-host", "127.0.0.1")
                .with("archiver.management-port", "0");
    }

    /** That of the manifest, and what the operator and the kubelet add, whatever the program makes of it. */
    private static Map<String, String> environment(IntegrationPod pod, PodFolders folders) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "CAMEL_K_CONF", "/etc/camel/application.properties",
                "CAMEL_K_CONF_D", "/etc/camel/conf.d",
                "CAMEL_K_INTEGRATION", "wechat-archiver",
                "CAMEL_K_VERSION", "2.10.1",
                "NAMESPACE", "wechat-archiver-dev",
                "POD_NAME", "wechat-archiver-5d5b4b7c9c-x2x7k",
                "HOSTNAME", "wechat-archiver-5d5b4b7c9c-x2x7k",
                "WECHAT_ARCHIVER_PORT", "tcp://10.0.0.7:9876",
                "WECHAT_ARCHIVER_SERVICE_PORT_MANAGEMENT", "9876"));
        pod.environment().forEach((name, value) -> environment.put(name, folders.moved(value)));
        String options =
                environment.get("JAVA_TOOL_OPTIONS").replace("port=8778,host=0.0.0.0", "port=0,host=127.0.0.1");
        environment.put("JAVA_TOOL_OPTIONS", options);
        return environment;
    }

    private static String probe(IntegrationPod pod, String which) {
        return pod.integration().text("/spec/traits/health/" + which + "Probe");
    }

    private static String metrics(Manifests cluster) {
        return cluster.get("PodMonitor", "wechat-archiver").text("/spec/podMetricsEndpoints/0/path");
    }

    private static int grace(IntegrationPod pod) {
        return pod.integration().number("/spec/template/spec/terminationGracePeriodSeconds");
    }

    private static String told(RunningContainer container, Pattern pattern) throws IOException {
        await().atMost(START).until(() -> container.said(pattern).isPresent() || !container.isAlive());
        return container.said(pattern).orElseThrow(() -> new AssertionError("It did not start:\n" + log(container)));
    }

    private static String log(RunningContainer container) {
        try {
            return container.log();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private int status(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** What is in the image, with sizes; folders for writing are not. */
    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> !file.startsWith(root.resolve("tmp")) && !file.startsWith(root.resolve("data")))
                    .map(file -> file + " " + file.toFile().length())
                    .sorted()
                    .toList();
        }
    }
}
