package org.opencompliance.archiver.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.opencompliance.archiver.image.MemoryLimit;
import org.opencompliance.archiver.image.RunningContainer;
import org.opencompliance.archiver.image.UnpackedImage;
import org.opencompliance.sandbox.Sandbox;

/**
 * Runs the image as a pod of an overlay's Integration: with its environment, mounts and user. Different from a cluster are
 * the addresses of source and tenant, which belong to a sandbox, and the ports, which are free loopback ports.
 */
final class StartedIntegration implements AutoCloseable {

    /** Maximum duration of a start on a busy machine. */
    static final Duration START = Duration.ofMinutes(3);

    private static final Pattern MANAGEMENT = Pattern.compile("health and metrics on (http://[\\w.:]+)/");
    private static final Pattern JOLOKIA = Pattern.compile("Agent [\\w.]+ started with URL (http://[\\w.:]+/jolokia)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Manifests cluster;
    private final UnpackedImage image;
    private final List<String> before;
    private final Optional<MemoryLimit> limit;
    private final RunningContainer container;

    private StartedIntegration(
            Manifests cluster, UnpackedImage image, PodFolders folders, Map<String, String> variables)
            throws IOException {
        this.cluster = cluster;
        this.image = image;
        this.before = files();
        this.limit = MemoryLimit.of(limitBytes());
        Map<String, String> environment = environment(cluster.integration(), folders);
        environment.putAll(variables);
        this.container = RunningContainer.start(image, environment, folders::moved, limit);
    }

    /** The container's limit of memory. */
    long limitBytes() {
        String limit = cluster.integration().integration().text("/spec/traits/container/limitMemory");
        assertThat(limit).endsWith("Mi");
        return Long.parseLong(limit.substring(0, limit.length() - 2)) << 20;
    }

    /** The group that has the limit, where this account may make one. */
    Optional<MemoryLimit> limit() {
        return limit;
    }

    /** Runs a command beside the program, as {@code kubectl exec} does. */
    RunningContainer.Outcome command(String... arguments) throws IOException, InterruptedException {
        return container.command(arguments);
    }

    /** The most memory that the program had resident. */
    long residentBytes() {
        return container.residentBytes();
    }

    /**
     * Starts a pod.
     *
     * @param folder receives its file system
     * @param others properties with other values than in the overlay
     */
    static StartedIntegration of(String overlay, Path folder, Sandbox sandbox, Map<String, String> others)
            throws IOException, InterruptedException {
        return of(overlay, folder, sandbox, others, Map.of());
    }

    /** Starts a pod with other values of environment variables, too. */
    static StartedIntegration of(
            String overlay, Path folder, Sandbox sandbox, Map<String, String> others, Map<String, String> variables)
            throws IOException, InterruptedException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Manifest> all =
                new ArrayList<>(Kustomize.render("overlays/" + overlay).all());
        all.addAll(Manifests.read(Path.of("k8s/examples/secrets.yaml")).all());
        Manifests cluster = new Manifests(overlay, all);
        UnpackedImage image = UnpackedImage.of(Path.of(System.getProperty("image.tar")), folder);
        PodFolders folders = sandboxed(new PodFolders(image.root(), cluster), sandbox);
        others.forEach(folders::with);
        folders.mount(cluster.integration());
        return new StartedIntegration(cluster, image, folders, variables);
    }

    /** Sends a probe of the kubelet; @return the HTTP status, 0 without a response. */
    int probe(String which) throws IOException, InterruptedException {
        return status(management()
                .resolve(cluster.integration().integration().text("/spec/traits/health/" + which + "Probe")));
    }

    /** Sends the request of Prometheus; only prod has the monitor, of the base. */
    int metrics() throws IOException, InterruptedException {
        Manifest monitor = Kustomize.render("base").get("PodMonitor", "wechat-archiver");
        return status(management().resolve(monitor.text("/spec/podMetricsEndpoints/0/path")));
    }

    /** Sends a request to Jolokia. */
    int jolokia(String request) throws IOException, InterruptedException {
        return status(URI.create(told(JOLOKIA) + "/" + request));
    }

    /** Ends it as the kubelet does; @return whether it needed no SIGKILL. */
    boolean stop() throws InterruptedException {
        Manifest integration = cluster.integration().integration();
        return container.stop(integration.number("/spec/template/spec/terminationGracePeriodSeconds"));
    }

    /** The names of the folders of the program in the image that a mount hides. */
    List<String> hidden() throws IOException {
        try (Stream<Path> files = Files.list(at("/app"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(PodFolders.HIDDEN))
                    .toList();
        }
    }

    /** Whether the files of the image are unchanged and no file was added. */
    boolean imageIsUntouched() throws IOException {
        return files().equals(before);
    }

    /** The local path of a path in the pod. */
    Path at(String path) {
        return image.root().resolve(path.substring(1));
    }

    String log() throws IOException {
        return container.log();
    }

    /** The process of the pod's container. */
    RunningContainer container() {
        return container;
    }

    @Override
    public void close() throws IOException {
        container.close();
        if (limit.isPresent()) {
            limit.get().close();
        }
    }

    private URI management() throws IOException {
        return URI.create(told(MANAGEMENT));
    }

    private String told(Pattern pattern) throws IOException {
        try {
            await().atMost(START).until(() -> container.said(pattern).isPresent() || !container.isAlive());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("The log did not contain " + pattern + " in time:\n" + log(), e);
        }
        return container.said(pattern).orElseThrow(this::notStarted);
    }

    private AssertionError notStarted() {
        try {
            return new AssertionError("The program did not start:\n" + log());
        } catch (IOException e) {
            return new AssertionError("The program did not start, and its log is missing", e);
        }
    }

    private int status(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
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

    /** The variables of the pod, with all pod paths moved and a free port for Jolokia. */
    private static Map<String, String> environment(IntegrationPod pod, PodFolders folders) {
        Map<String, String> environment = new TreeMap<>(PodVariables.of(pod.integration()));
        environment.replaceAll((name, value) -> folders.moved(value));
        environment.computeIfPresent(
                "JAVA_TOOL_OPTIONS", (name, value) -> value.replace("port=8778,host=0.0.0.0", "port=0,host=127.0.0.1"));
        return environment;
    }

    /** The files of the image with their sizes, without writable folders. */
    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(image.root())) {
            return files.filter(file -> !file.startsWith(at("/tmp")) && !file.startsWith(at("/data")))
                    // the start writes it, with the moved paths
                    .filter(file -> !file.endsWith("jib-classpath-file"))
                    .map(file -> file + " " + file.toFile().length())
                    .sorted()
                    .toList();
        }
    }
}
