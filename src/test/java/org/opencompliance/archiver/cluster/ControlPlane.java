package org.opencompliance.archiver.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * etcd and kube-apiserver as processes on free loopback ports, with RBAC and the admission plugins of a cluster, PodSecurity
 * among them. There are no controllers, scheduler and kubelet: nothing runs a pod. Ends with the JVM in all cases.
 */
public final class ControlPlane implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int TRIES = 5;

    private final ClusterPrograms programs;
    private final Path folder;
    private final String token = UUID.randomUUID().toString();
    private URI etcdUrl;
    private Process etcd;
    private int port;
    private Process api;

    private ControlPlane(ClusterPrograms programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    /** @param folder empty; receives keys, data and logs */
    static ControlPlane start(ClusterPrograms programs, Path folder) throws IOException, InterruptedException {
        ControlPlane plane = new ControlPlane(programs, folder);
        Runtime.getRuntime().addShutdownHook(new Thread(plane::end));
        plane.writeKeys();
        // another program may take a free port first
        for (int tries = 1; !plane.isStartedOnFreePorts(); tries++) {
            plane.end();
            if (tries == TRIES) {
                throw new IOException("The control plane did not start; see the logs in " + folder);
            }
        }
        return plane;
    }

    /** The client of an administrator. */
    public ClusterClient administrator() {
        return client(token);
    }

    /** The client of the bearer of a token. */
    public ClusterClient client(String bearer) {
        return new ClusterClient(url(), folder.resolve("certs/apiserver.crt"), bearer);
    }

    /** The address that a pod would get as {@code KUBERNETES_SERVICE_HOST} and {@code KUBERNETES_SERVICE_PORT}. */
    public URI url() {
        return URI.create("https://" + HOST + ":" + port);
    }

    /** Ends the API server as a crash does. */
    public void stopApiServer() throws InterruptedException {
        api.destroyForcibly().waitFor();
    }

    /** Restarts the API server on the same port with the same data. */
    public void startApiServer() throws IOException, InterruptedException {
        if (!isStarted()) {
            throw new IOException("The API server did not start again; see " + log("kube-apiserver"));
        }
    }

    /** Ends both processes and deletes their data. */
    @Override
    public void close() throws IOException, InterruptedException {
        end();
        for (Process process : List.of(api, etcd)) {
            process.waitFor();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void end() {
        for (Process process : new Process[] {api, etcd}) {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    private boolean isStartedOnFreePorts() throws IOException, InterruptedException {
        etcdUrl = URI.create("http://" + HOST + ":" + freePort());
        String peer = "http://" + HOST + ":" + freePort();
        etcd = launch(
                "etcd",
                List.of(
                        programs.etcd().toString(),
                        "--data-dir=" + Files.createTempDirectory(folder, "etcd"),
                        "--listen-client-urls=" + etcdUrl,
                        "--advertise-client-urls=" + etcdUrl,
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=default=" + peer,
                        "--unsafe-no-fsync"));
        port = freePort();
        return isStarted();
    }

    private boolean isStarted() throws IOException, InterruptedException {
        Path certificates = folder.resolve("certs");
        api = launch(
                "kube-apiserver",
                List.of(
                        programs.apiServer().toString(),
                        "--etcd-servers=" + etcdUrl,
                        "--bind-address=" + HOST,
                        "--secure-port=" + port,
                        "--cert-dir=" + certificates,
                        "--service-cluster-ip-range=10.96.0.0/16",
                        "--endpoint-reconciler-type=none",
                        "--authorization-mode=RBAC",
                        "--token-auth-file=" + folder.resolve("tokens.csv"),
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--service-account-signing-key-file=" + folder.resolve("service-accounts.key"),
                        "--service-account-key-file=" + folder.resolve("service-accounts.pub")));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (api.isAlive() && etcd.isAlive() && System.nanoTime() < deadline) {
            if (Files.exists(certificates.resolve("apiserver.key"))
                    && administrator().isReady()) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return false;
    }

    private Process launch(String name, List<String> line) throws IOException {
        return new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()))
                .start();
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private void writeKeys() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            write("service-accounts.key", pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
            write("service-accounts.pub", pem("PUBLIC KEY", keys.getPublic().getEncoded()));
            write("tokens.csv", token + ",administrator,administrator,system:masters\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String pem(String kind, byte[] key) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END " + kind + "-----\n";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }
}
