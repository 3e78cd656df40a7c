package org.opencompliance.archiver.configuration;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.opencompliance.archiver.item.encryption.DecryptionKeys;

/**
 * Checks whether other accounts of this machine can read the secrets of an installation or change its behavior. Finds nothing on
 * a file system without POSIX permissions.
 */
public final class FileAccess {

    /** Ends of the names of secrets, also of those that only routes and endpoints name. */
    private static final List<String> SECRETS = List.of(
            "password", "passphrase", "secret", "token", "connection-string", "sas", "jaas", "archiver.notice-url");
    /** The folders of an installation with code, beside the main jar. */
    private static final List<String> CODE = List.of("", "bin", "lib", "extra", "jolokia", "start");

    private static final String JAR = ".jar";
    private static final Set<PosixFilePermission> READ =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    /** Mode bit of a folder such as {@code /tmp}: all accounts may write, each may remove only its own files. */
    private static final int STICKY = 0b1_000_000_000;

    private final Configuration configuration;
    private final Path settings;
    private final Path home;
    private final List<String> problems = new ArrayList<>();

    /** @param settings the settings file of the installation, null for none */
    public FileAccess(Configuration configuration, Path settings) {
        this(configuration, settings, installation());
    }

    /** @param home the folder of the main jar; null if the program does not run from a package */
    FileAccess(Configuration configuration, Path settings, Path home) {
        this.configuration = configuration;
        this.settings = settings;
        this.home = home;
    }

    private static Path installation() {
        String first = System.getProperty("java.class.path").split(File.pathSeparator)[0];
        return first.endsWith(JAR) ? Path.of(first).toAbsolutePath().getParent() : null;
    }

    /** One line for each file that others may read or change, with the correction; never a secret. */
    public List<String> problems() {
        problems.clear();
        settingsFile();
        if (home != null) {
            look(home, attributes -> program());
        }
        String certificate = configuration.text("microsoft.certificate-file");
        if (!certificate.isEmpty()) {
            onlyReadable(Path.of(certificate), "the private key of microsoft.certificate-file");
        }
        String sourceKey = configuration.text("telemessage.private-key-file");
        if (!sourceKey.isEmpty()) {
            onlyReadable(Path.of(sourceKey), "the private key of telemessage.private-key-file");
        }
        DecryptionKeys.filesIn(configuration.text("archiver.decryption-keys"))
                .forEach(key -> onlyReadable(key, "a private key of archiver.decryption-keys"));
        String hosts = configuration.text("telemessage.known-hosts-file");
        if (!hosts.isEmpty()) {
            unchangeable(Path.of(hosts), "the accepted SFTP servers");
        }
        String seal = configuration.text("archiver.seal-key-file");
        if (!seal.isEmpty()) {
            onlyReadable(Path.of(seal), "the private key of archiver.seal-key-file");
        }
        String mapping = configuration.text("archiver.mapping-file");
        if (!mapping.isEmpty()) {
            unchangeable(Path.of(mapping), "the recipients of items");
        }
        String routes = configuration.text("archiver.routes-directory");
        if (!routes.isEmpty()) {
            routes(Path.of(routes));
        }
        Configuration.folders(configuration.text("archiver.settings-directories"))
                .forEach(this::settingsFolder);
        return List.copyOf(problems);
    }

    private void settingsFile() {
        if (settings == null) {
            return;
        }
        Properties own = new Properties();
        try (Reader reader = Files.newBufferedReader(settings)) {
            own.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("The settings file " + settings + " cannot be read");
            return;
        }
        own.stringPropertyNames().stream()
                .filter(name -> isSecret(name) && !own.getProperty(name).isBlank())
                .sorted()
                .findFirst()
                .ifPresent(name -> onlyReadable(settings, "the value of " + name));
        unchangeable(settings, "every setting");
    }

    private static boolean isSecret(String name) {
        return SECRETS.stream().anyMatch(name::endsWith);
    }

    /** The jars, also those that an operator adds, and the start script with its options. */
    private void program() throws IOException {
        for (String name : CODE) {
            Path folder = home.resolve(name);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder, 1)) {
                    files.filter(file -> isCode(folder, file))
                            .filter(FileAccess::isOpen)
                            .sorted()
                            .forEach(file -> problems.add(
                                    "Others may change " + file + ", and with it the program: chmod go-w " + file));
                }
            }
        }
    }

    /** The home folder can have files that are no code. */
    private boolean isCode(Path folder, Path file) {
        return file.equals(folder) || !folder.equals(home) || file.toString().endsWith(JAR);
    }

    private static boolean isOpen(Path file) {
        try {
            return isOpen(Files.readAttributes(file, PosixFileAttributes.class));
        } catch (IOException e) {
            return false;
        }
    }

    /** Checks only files of this account: files mounted by a cluster belong to another, and no other account runs there. */
    private void settingsFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> isSecret(file.getFileName().toString()))
                    .sorted()
                    .forEach(this::settingsValue);
        } catch (IOException e) {
            problems.add("The settings in " + folder + " cannot be looked at");
        }
    }

    private void settingsValue(Path file) {
        look(file, attributes -> {
            if (isOwn(attributes)) {
                onlyReadable(file, "the value of " + file.getFileName());
            }
        });
    }

    private void routes(Path folder) {
        unchangeable(folder, "the routes, which are code");
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> !file.equals(folder))
                    .filter(file -> Files.isDirectory(file) || file.toString().endsWith(".camel.yaml"))
                    .forEach(file -> unchangeable(file, "the routes, which are code"));
        } catch (IOException e) {
            problems.add("The routes in " + folder + " cannot be looked at");
        }
    }

    private void onlyReadable(Path file, String what) {
        look(file, attributes -> {
            boolean read = attributes.permissions().stream().anyMatch(READ::contains);
            // this account is not the owner and reads the file through its group
            boolean byGroupOnly =
                    !isOwn(attributes) && !attributes.permissions().contains(PosixFilePermission.OTHERS_READ);
            if (read && !byGroupOnly) {
                problems.add("Others may read " + file + ", and with it " + what + ": chmod 600 " + file);
            }
        });
    }

    private void unchangeable(Path file, String what) {
        look(file, attributes -> {
            if (isOpen(attributes)) {
                problems.add("Others may change " + file + ", and with it " + what + ": chmod go-w " + file);
            }
        });
        Path folder = file.toAbsolutePath().getParent();
        look(folder, attributes -> {
            boolean sticky = ((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
            String problem = "Others may put other files into " + folder + ": chmod go-w " + folder;
            if (isOpen(attributes) && !sticky && !problems.contains(problem)) {
                problems.add(problem);
            }
        });
    }

    /** Ignores a group with the name of the owner: many systems create such a group for each account. */
    private static boolean isOpen(PosixFileAttributes attributes) {
        Set<PosixFilePermission> granted = attributes.permissions();
        boolean group = granted.contains(PosixFilePermission.GROUP_WRITE)
                && !attributes.group().getName().equals(attributes.owner().getName());
        return group || granted.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static boolean isOwn(PosixFileAttributes attributes) {
        return attributes.owner().getName().equals(System.getProperty("user.name"));
    }

    /**
     * Ignores a file that cannot be read, because other checks report it. Ignores read-only mounts: no account can change them, and
     * in a cluster no other account can read them.
     */
    private static void look(Path file, Check check) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && !Files.getFileStore(file).isReadOnly()) {
                check.on(Files.readAttributes(file, PosixFileAttributes.class));
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return;
        }
    }

    /** Checks the attributes of a file. */
    @FunctionalInterface
    private interface Check {
        void on(PosixFileAttributes attributes) throws IOException;
    }
}
