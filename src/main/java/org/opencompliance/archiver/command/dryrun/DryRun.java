package org.opencompliance.archiver.command.dryrun;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.ExchangePattern;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.command.dryrun.Summary.Mappings;
import org.opencompliance.archiver.command.execution.CommandRunner;
import org.opencompliance.archiver.command.execution.StopHook;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.start.Settings;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.start.TemporaryFolder;
import org.opencompliance.archiver.storage.ObjectStore;

/**
 * Collects a range by the routes of the installation, without any write to mailboxes, storage area or source. Also next to a running
 * archiver: it takes no claim and no leadership.
 */
final class DryRun {

    private static final String COLLECT = "seda:collections?waitForTaskToComplete=Always&timeout=0";
    private static final String TEMPORARY = "archiver.temporary-directory";

    private final Configuration configuration;
    private final Path mapping;
    private final boolean people;
    private final PrintWriter progress;

    /** @param mapping a mapping file to try, null for the mapping in force */
    DryRun(Configuration installation, Path mapping, boolean people, PrintWriter progress) {
        this.configuration = outsideTheArea(installation);
        this.mapping = mapping;
        this.people = people;
        this.progress = progress;
    }

    /** The usual temporary folder of an archiver is in its storage area. */
    private static Configuration outsideTheArea(Configuration installation) {
        return installation.text(TEMPORARY).isEmpty()
                ? installation.with(TEMPORARY, System.getProperty("java.io.tmpdir"))
                : installation;
    }

    /**
     * Runs.
     *
     * @throws org.opencompliance.archiver.configuration.ConfigurationException when the configuration, a route or the mapping file
     *     cannot be used
     */
    Summary over(Instant from, Instant to, Output output) throws Exception {
        new Settings(configuration).require();
        try (ObjectStore area = StorageArea.look(configuration);
                TemporaryFolder folder = TemporaryFolder.make(configuration);
                StopHook hook = StopHook.closing(folder)) {
            return over(from, to, output, new Planner.Area(area, folder.path(), event -> {}));
        }
    }

    private Summary over(Instant from, Instant to, Output output, Planner.Area area) throws Exception {
        String connector = configuration.required("archiver.connector");
        Prediction prediction = new Prediction(area.base(), connector, people, output, progress);
        Planner.Area watched = new Planner.Area(area.base(), area.folder(), prediction::take);
        try (Planner planner = Planner.open(tried(), watched, new PlanningQueue(prediction::offered));
                Planner before = mapping == null ? null : inForce(planner, area)) {
            useMapping(planner);
            prediction.begin(planner, before);
            Object answer = planner.template()
                    .sendBodyAndHeaders(
                            COLLECT,
                            ExchangePattern.InOut,
                            null,
                            Map.of(
                                    "archiverFrom", from,
                                    "archiverTo", to,
                                    "archiverBy", CommandRunner.user()));
            boolean ran = answer instanceof Collection;
            Summary summary = new Summary(
                    from,
                    to,
                    ran ? ((Collection) answer).known() : 0,
                    new Mappings(planner.mappingVersion(), before == null ? null : before.mappingVersion()),
                    ran ? ((Collection) answer).incomplete() : String.valueOf(answer),
                    unsent(planner, before),
                    prediction.totals());
            output.end(summary);
            return summary;
        }
    }

    private Configuration tried() {
        return mapping == null ? configuration : configuration.with("archiver.mapping-file", mapping.toString());
    }

    private void useMapping(Planner planner) throws IOException {
        if (mapping == null) {
            planner.useMappingInForce(configuration);
        } else {
            planner.useMapping(mapping);
        }
    }

    /** Reads the originals that the other planner stages. */
    private Planner inForce(Planner other, Planner.Area area) throws Exception {
        Planner.Area above = new Planner.Area(other.store(), area.folder(), area.events());
        Planner planner = Planner.open(configuration, above, new PlanningQueue(item -> {}));
        planner.useMappingInForce(configuration);
        return planner;
    }

    private static Map<String, Long> unsent(Planner planner, Planner before) {
        Map<String, Long> unsent = new TreeMap<>(planner.unsent());
        if (before != null) {
            before.unsent().forEach((kind, count) -> unsent.merge(kind, count, Math::max));
        }
        return unsent;
    }
}
