package org.opencompliance.archiver.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.collect.CronSchedule;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.configuration.FileAccess;
import org.opencompliance.archiver.item.encryption.DecryptionKeys;
import org.opencompliance.archiver.ledger.ReadOnlyLedger;
import org.opencompliance.archiver.ledger.seal.SealKeys;
import org.opencompliance.archiver.ledger.seal.SealPublicKey;
import org.opencompliance.archiver.routing.check.BrokenRoutesException;
import org.opencompliance.archiver.routing.check.UnusedProperties;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.archiver.start.Assembly;
import org.opencompliance.archiver.start.Membership;
import org.opencompliance.archiver.start.Settings;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.start.connectors.SharedNames;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StorageBusyException;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks the requirements of a set-up, in the order of Microsoft's set-up page. */
@Command(
        name = "check",
        description = {
            "Checks the set-up: login, listing, mapping, directory, routes, settings, storage.",
            "Lists the problems and their corrections. Collects and imports nothing; works beside a running archiver."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver check",
            "  archiver check --json",
            "",
            "See also: archiver mapping check; the page set-up.md"
        })
final class CheckCommand implements Callable<Integer> {

    /** Routes that start by themselves are excluded: a check collects and imports nothing. */
    private static final String BY_ITSELF = "master*,quartz*,scheduler*,seda*,timer*";

    private static final String STORAGE = "Storage area";
    private static final String ROUTES = "archiver.routes-directory";

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        CheckList list = CheckList.of(spec.commandLine().getOut(), json);
        try {
            check(parent.configuration(), list);
        } catch (ConfigurationException e) {
            list.problem("Setting", e.getMessage());
        }
        return list.end().code();
    }

    private void check(Configuration configuration, CheckList list) throws Exception {
        List<String> problems = new ArrayList<>(new Settings(configuration).problems());
        try {
            new SharedNames(parent.process()).require(configuration);
        } catch (ConfigurationException e) {
            problems.add(e.getMessage());
        }
        configuration.advice().forEach(advice -> list.advise("Setting", advice));
        unused(configuration, list);
        problems.forEach(problem -> list.problem("Setting", problem));
        new FileAccess(configuration, parent.settings())
                .problems()
                .forEach(problem -> list.problem("File permissions", problem));
        if (problems.isEmpty()) {
            checkParts(configuration, list);
        }
    }

    private static void unused(Configuration configuration, CheckList list) throws IOException {
        Path routes = Path.of(configuration.text(ROUTES));
        if (Files.isDirectory(routes)) {
            UnusedProperties.advice(configuration, RouteFolder.read(routes))
                    .forEach(advice -> list.advise("Setting", advice));
        }
    }

    private void checkParts(Configuration configuration, CheckList list) throws Exception {
        try {
            if (StorageArea.isServed(configuration)) {
                besideAnArchiver(configuration, list);
            } else {
                alone(configuration, list);
            }
        } catch (StorageBusyException e) {
            // it was started meanwhile
            besideAnArchiver(configuration, list);
        } catch (IOException e) {
            list.problem(STORAGE, ArchiverCommand.rootMessage(e));
        }
    }

    /** Creates the area and starts all routes, as the first start of the program does. */
    private void alone(Configuration configuration, CheckList list) throws Exception {
        try (RouteProbe routes = RouteProbe.of(Archiver.start(
                configuration.with("camel.main.autoStartupExcludePattern", BY_ITSELF), Archiver.Mode.CHECK))) {
            boolean shared = StorageArea.isShared(configuration);
            ask(configuration, routes, list, shared ? "can be used" : "open to this account alone");
        } catch (BrokenRoutesException e) {
            routes(configuration, list, e.findings());
        }
    }

    /**
     * The running archiver owns the area and its ledger, so only routes without either are started. They need a third of the
     * memory of all.
     */
    private void besideAnArchiver(Configuration configuration, CheckList list) throws Exception {
        Path temporary = Files.createTempDirectory("wechat-archiver-check-");
        try (ObjectStore area = StorageArea.attach(configuration);
                WatchedObjectStore store = new WatchedObjectStore(area);
                RouteProbe routes =
                        RouteProbe.start(configuration, beans(configuration, store, temporary), SetUpCheck.ROUTES)) {
            ask(configuration, routes, list, "an archiver is running on it, which was not disturbed");
        } catch (BrokenRoutesException e) {
            routes(configuration, list, e.findings());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static Map<String, Object> beans(Configuration configuration, WatchedObjectStore store, Path temporary)
            throws IOException {
        return new Assembly(configuration, Clock.systemUTC(), store, new ReadOnlyLedger(), Membership.alone())
                .beans(temporary);
    }

    private void ask(Configuration configuration, RouteProbe routes, CheckList list, String storage) {
        SetUpCheck check = new SetUpCheck(configuration, routes, list);
        check.source();
        check.mapping();
        list.ok("Routes", "the files in " + configuration.text(ROUTES) + " fit together");
        routes(configuration, list, routes.advice());
        list.ok("Folder", configuration.text("archiver.folder"));
        list.ok(
                "Schedule",
                configuration.text("archiver.schedule") + " (UTC), fires next at " + nextFiring(configuration));
        list.ok("Size limit", configuration.text("archiver.size-limit") + ", larger attachments are left out");
        list.ok(STORAGE, StorageArea.describe(configuration) + ", " + storage);
        seal(configuration, list);
        keys(configuration, list);
        list.ok("Delivered to", configuration.text("archiver.deliver-to"));
        list.ok(
                "Microsoft 365",
                configuration.text("microsoft.credentials") + ", cloud " + configuration.text("microsoft.cloud"));
    }

    private static void seal(Configuration configuration, CheckList list) {
        try (ObjectStore area = StorageArea.attach(configuration)) {
            SealKeys keys = StorageArea.sealKeys(configuration, area);
            SealPublicKey key = keys.current().orElseThrow();
            String place =
                    keys.isOutside() ? "kept outside the storage area" : "kept in the storage area, see evidence.md";
            list.ok("Seal of the ledger", "key " + key.fingerprint() + ", " + place + ", public key " + key.text());
        } catch (IOException e) {
            list.problem("Seal of the ledger", ArchiverCommand.rootMessage(e));
        }
    }

    /** The settings were checked before, so the keys can be read. */
    private static void keys(Configuration configuration, CheckList list) {
        DecryptionKeys keys = DecryptionKeys.of(configuration.text("archiver.decryption-keys"));
        if (!keys.isEmpty()) {
            list.ok(
                    "Decryption keys",
                    "tested, for the key ids " + String.join(", ", keys.ids()) + "; other encrypted items: "
                            + configuration.text("archiver.undecrypted-items"));
        }
    }

    /** Errors to correct, and advice. */
    private static void routes(Configuration configuration, CheckList list, List<Finding> findings) {
        String folder = configuration.text(ROUTES) + "/";
        for (Finding finding : findings) {
            if (finding.isError()) {
                list.problem("Route", folder + finding);
            } else {
                list.advise("Route", folder + finding);
            }
        }
    }

    private static String nextFiring(Configuration configuration) {
        if (!configuration.flag("archiver.scheduled")) {
            return "- (archiver.scheduled is false)";
        }
        return new CronSchedule(configuration.text("archiver.schedule"))
                .next(Instant.now())
                .map(Instant::toString)
                .orElse("- (never again)");
    }
}
