package org.opencompliance.archiver.exchange.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a self-signed certificate for one test; removed with its folder. */
public final class TestKeys {

    public static final String PASSWORD = "changeit";

    private final Path file;

    private TestKeys(Path file) {
        this.file = file;
    }

    /** Creates them with the JDK's keytool, valid for the loopback address. */
    public static TestKeys make(Path folder, String name) {
        Path file = folder.resolve(name + ".pfx");
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-ext",
                "bc:c",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString());
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return new TestKeys(file);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Key and certificate as PKCS 12. Also usable as a trust store, because Java trusts the certificate of its own key. */
    public Path pfx() {
        return file;
    }

    /** Key and certificate as PEM. */
    public Path pem() throws IOException, GeneralSecurityException {
        KeyStore store = load();
        String alias = store.aliases().nextElement();
        String pem =
                block("PRIVATE KEY", store.getKey(alias, PASSWORD.toCharArray()).getEncoded())
                        + block("CERTIFICATE", certificate().getEncoded());
        return Files.writeString(Path.of(file.toString().replace(".pfx", ".pem")), pem);
    }

    /** The certificate alone, as a trust store. */
    public Path trustStore() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("trusted", certificate());
        Path path = Path.of(file + ".trust");
        try (var out = Files.newOutputStream(path)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return path;
    }

    public X509Certificate certificate() throws IOException, GeneralSecurityException {
        KeyStore store = load();
        return (X509Certificate) store.getCertificate(store.aliases().nextElement());
    }

    public SSLContext serverContext() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static String block(String type, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }
}
