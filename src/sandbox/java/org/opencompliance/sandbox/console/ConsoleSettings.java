package org.opencompliance.sandbox.console;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Settings of a console, and their transfer from the parent process to the process with the console.
 *
 * @param war Hawtio's web application
 * @param policy the Jolokia policy: which MBeans may be read and called
 * @param folder working folder of the console, for unpacking and for its address
 * @param password password of the only user
 */
public record ConsoleSettings(Path war, Path policy, Path folder, String password) {

    /** The only user; has all rights that the policy grants. */
    public static final String USER = "demo";

    private static final String WAR = "console.war";
    private static final String POLICY = "console.policy";
    private static final String FOLDER = "console.folder";
    /** Not a system property: those are visible on the command line to all users of the machine, and in an MBean. */
    private static final String PASSWORD = "CONSOLE_PASSWORD";

    private static final int PASSWORD_BYTES = 15;

    /** A console with the files that the build provides, and the password of the environment or else a new one. */
    public static ConsoleSettings in(Path folder) {
        String given = System.getenv(PASSWORD);
        return new ConsoleSettings(
                Path.of(System.getProperty(WAR, "target/console/hawtio.war")).toAbsolutePath(),
                Path.of(System.getProperty(POLICY, "src/main/jolokia/jolokia-access.xml"))
                        .toAbsolutePath(),
                folder.toAbsolutePath(),
                given == null || given.isBlank() ? newPassword() : given);
    }

    /** The settings that the parent process passed on. */
    static ConsoleSettings ofProcess() {
        return new ConsoleSettings(
                Path.of(System.getProperty(WAR)),
                Path.of(System.getProperty(POLICY)),
                Path.of(System.getProperty(FOLDER)),
                System.getenv(PASSWORD));
    }

    /** For the command line of the process with the console. */
    public List<String> options() {
        return List.of("-D" + WAR + "=" + war, "-D" + POLICY + "=" + policy, "-D" + FOLDER + "=" + folder);
    }

    /** For the environment of the process with the console. */
    public Map<String, String> environment() {
        return Map.of(PASSWORD, password);
    }

    /** The address of the console, once it is up. */
    public String url() throws IOException {
        return Files.readString(address(), StandardCharsets.US_ASCII);
    }

    /** Writes the address to a file for the parent process. */
    void announce(URI url) throws IOException {
        Path draft = Files.createTempFile(folder, "console", ".url");
        Files.writeString(draft, url.toString(), StandardCharsets.US_ASCII);
        Files.move(draft, address(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path address() {
        return folder.resolve("console.url");
    }

    private static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "console of " + war + " in " + folder;
    }
}
