package org.opencompliance.archiver.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.sandbox.Sandbox;

/** An installation in a folder: its configuration file, its storage area, and commands that run there. */
final class CommandLineSetUp {

    private final Path folder;
    private final Map<String, String> values = new TreeMap<>();
    private String permissions = "rw-------";

    /** The result of a command. */
    record Outcome(int exitCode, String out, String err) {

        /** The complete output, as a user sees it. */
        String text() {
            return out + err;
        }
    }

    CommandLineSetUp(Path folder) {
        this.folder = folder;
    }

    /** Complete configuration for a sandbox. */
    static CommandLineSetUp of(Path folder, Sandbox sandbox) {
        return new CommandLineSetUp(folder)
                .with("telemessage.url", sandbox.site().url().toString())
                .with("telemessage.username", sandbox.site().username())
                .with("telemessage.password", sandbox.site().password())
                .with("telemessage.retries", "0")
                .with("microsoft.credentials", "none")
                .with("microsoft.service-url", sandbox.tenant().url().toString())
                .with("archiver.storage-directory", folder.resolve("area").toString())
                .with("archiver.schedule", "0 0 0 1 1 ? 2099")
                .with("archiver.management-port", "0")
                .with("archiver.report-every", "100ms")
                .with("archiver.requests-every", "100ms")
                .with("camel.component.seda.defaultPollTimeout", "50");
    }

    CommandLineSetUp with(String name, String value) {
        values.put(name, value);
        return this;
    }

    CommandLineSetUp without(String name) {
        values.remove(name);
        return this;
    }

    /** Of the configuration file. */
    CommandLineSetUp permissions(String text) {
        permissions = text;
        return this;
    }

    Path folder() {
        return folder;
    }

    Configuration configuration() throws IOException {
        return Configuration.load(file(), Map.of());
    }

    Outcome command(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--config=" + file());
        return bare(all.toArray(String[]::new));
    }

    /** Runs a command without a configuration file. */
    static Outcome bare(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                ArchiverCommand.execute(arguments, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    private Path file() throws IOException {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name)
                .append('=')
                .append(value.replace("\\", "\\\\"))
                .append('\n'));
        Path file = Files.writeString(folder.resolve("own.properties"), text, StandardCharsets.UTF_8);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
