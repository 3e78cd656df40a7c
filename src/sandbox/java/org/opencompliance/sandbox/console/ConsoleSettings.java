package org.opencompliance.sandbox.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What a console needs to know, and how it gets from the process that asks for it into the one that has it.
 *
 * @param war Hawtio's web application
 * @param policy the Jolokia policy: which MBeans may be read and called
 * @param folder the console's own, for unpacking and for its address
 * @param password of its only user
 */
public record ConsoleSettings(Path war, Path policy, Path folder, String password) {

    /** The only user, who may do all that the policy allows. */
    public static final String USER = "demo";

    private static final String WAR = "console.war";
    private static final String POLICY = "console.policy";
    private static final String FOLDER = "console.folder";
    /** Not a property: those are on the command line, which every user of the machine can see, and in an MBean. */
    private static final String PASSWORD = "CONSOLE_PASSWORD";

    private static final int PASSWORD_BYTES = 15;

    /** A console where the build put what it needs, with the password of the environment or else a new one. */
    public static ConsoleSettings in(Path folder) {
        String given = System.getenv(PASSWORD);
        return new ConsoleSettings(
                Path.of(System.getProperty(WAR, "target/console/hawtio.war")).toAbsolutePath(),
                Path.of(System.getProperty(POLICY, "src/main/jolokia/jolokia-access.xml"))
                        .toAbsolutePath(),
                folder.toAbsolutePath(),
                given == null || given.isBlank() ? newPassword() : given);
    }

    /** What the process that started this one handed over. */
    static ConsoleSettings ofProcess() {
        return new ConsoleSettings(
                Path.of(System.getProperty(WAR)),
                Path.of(System.getProperty(POLICY)),
                Path.of(System.getProperty(FOLDER)),
                System.getenv(PASSWORD));
    }

    /** For the command line of the process that is to have the console. */
    public List<String> options() {
        return List.of("-D" + WAR + "=" + war, "-D" + POLICY + "=" + policy, "-D" + FOLDER + "=" + folder);
    }

    /** For the environment of the process that is to have the console. */
    public Map<String, String> environment() {
        return Map.of(PASSWORD, password);
    }

    /** Where the console is, once it is up. */
    public String url() throws IOException {
        return Files.readString(address(), StandardCharsets.US_ASCII);
    }

    /** Leaves the address to whoever asked for the console. */
    void announce(String url) throws IOException {
        Path draft = Files.createTempFile(folder, "console", ".url");
        Files.writeString(draft, url, StandardCharsets.US_ASCII);
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

    /** Without the password. */
    @Override
    public String toString() {
        return "console of " + war + " in " + folder;
    }
}
