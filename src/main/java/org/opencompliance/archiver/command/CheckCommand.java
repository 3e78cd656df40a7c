package org.opencompliance.archiver.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.configuration.FileAccess;
import org.opencompliance.archiver.ledger.seal.SealKeys;
import org.opencompliance.archiver.ledger.seal.SealPublicKey;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.archiver.start.Assembly;
import org.opencompliance.archiver.start.Settings;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StorageBusyException;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.quartz.CronExpression;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks the requirements of a set-up, in the order of Microsoft's set-up page. */
@Command(name = "check", description = "Go through the set-up: login, mapping, settings; ready or not.")
final class CheckCommand implements Callable<Integer> {

    /** Routes that start by themselves are excluded: a check collects and imports nothing. */
    private static final String BY_ITSELF = "master*,quartz*,scheduler*,seda*,timer*";

    private static final String STORAGE = "Storage area";

    @ParentCommand
    private ArchiverCommand parent;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Configuration configuration = parent.configuration();
        CheckList list = new CheckList(spec.commandLine().getOut());
        List<String> problems = new Settings(configuration).problems();
        problems.forEach(problem -> list.mend("Setting", problem));
        new FileAccess(configuration, parent.settings())
                .problems()
                .forEach(problem -> list.mend("File permissions", problem));
        if (problems.isEmpty()) {
            check(configuration, list);
        }
        return list.ready() ? 0 : 1;
    }

    private void check(Configuration configuration, CheckList list) throws Exception {
        try (RouteProbe routes = RouteProbe.of(Archiver.start(
                configuration.with("camel.main.autoStartupExcludePattern", BY_ITSELF), Archiver.Mode.ON_DEMAND))) {
            boolean shared = StorageArea.isShared(configuration);
            ask(configuration, routes, list, shared ? "can be used" : "open to this account alone");
        } catch (StorageBusyException e) {
            besideAnArchiver(configuration, list);
        } catch (IOException | ConfigurationException e) {
            list.mend(STORAGE, ArchiverCommand.told(e));
        }
    }

    /** The running archiver owns the area and its ledger, so only routes without either are started. */
    private void besideAnArchiver(Configuration configuration, CheckList list) throws Exception {
        Path temporary = Files.createTempDirectory("wechat-archiver-check-");
        try (ObjectStore area = StorageArea.attach(configuration);
                WatchedObjectStore store = new WatchedObjectStore(area);
                RouteProbe routes = RouteProbe.start(
                        configuration,
                        new Assembly(configuration, Clock.systemUTC(), store, new NoLedger()).beans(temporary),
                        SetUpCheck.ROUTES)) {
            ask(configuration, routes, list, "an archiver is running on it, which was not disturbed");
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void ask(Configuration configuration, RouteProbe routes, CheckList list, String storage)
            throws ParseException {
        SetUpCheck check = new SetUpCheck(configuration, routes, list);
        check.source();
        check.mapping();
        list.ok("Folder", configuration.text("archiver.folder"));
        list.ok(
                "Schedule",
                configuration.text("archiver.schedule") + " (UTC), fires next at " + nextFiring(configuration));
        list.ok("Size limit", configuration.text("archiver.size-limit") + ", larger attachments are left out");
        list.ok(STORAGE, StorageArea.describe(configuration) + ", " + storage);
        seal(configuration, list);
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
            list.mend("Seal of the ledger", ArchiverCommand.told(e));
        }
    }

    private static String nextFiring(Configuration configuration) throws ParseException {
        if (!configuration.flag("archiver.scheduled")) {
            return "- (archiver.scheduled is false)";
        }
        CronExpression schedule = new CronExpression(configuration.text("archiver.schedule"));
        schedule.setTimeZone(TimeZone.getTimeZone("UTC"));
        Date next = schedule.getNextValidTimeAfter(Date.from(Instant.now()));
        return next == null ? "- (never again)" : next.toInstant().toString();
    }
}
