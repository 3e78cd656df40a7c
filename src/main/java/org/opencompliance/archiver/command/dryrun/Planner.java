package org.opencompliance.archiver.command.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.delivery.WorkRecord;
import org.opencompliance.archiver.item.FilteredItem;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.mapping.MappingResult;
import org.opencompliance.archiver.mapping.csv.MappingCheck;
import org.opencompliance.archiver.mapping.csv.MappingProblem;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.routing.FailureText;
import org.opencompliance.archiver.start.Assembly;
import org.opencompliance.archiver.start.Membership;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.storage.JsonObjects.Versioned;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.overlay.OverlayStore;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

/**
 * Plans items by the routes, with one mapping. The beans work on an overlay of a storage area, without the work records and the
 * pause in it, so that each item is new. Safe for any number of threads.
 */
final class Planner implements AutoCloseable {

    private static final String MAPPING = "archiver.mapping-file";
    private static final String CHECK = "direct:check-user-mapping";
    /** Attempts at an item whose directory look-up fails. */
    private static final int TRIES = 3;
    /** Attempts at an item that waits for its turn among those with many look-ups. */
    private static final int WAITS = 1_200;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final OverlayStore overlay;
    private final JsonObjects<WorkRecord> records;
    private final RunningRoutes routes;
    private final ProducerTemplate template;
    private final UserMappings mappings;

    private Planner(OverlayStore overlay, RunningRoutes routes, UserMappings mappings) {
        this.overlay = overlay;
        this.records = new JsonObjects<>(overlay, WorkRecord.class);
        this.routes = routes;
        this.template = routes.template();
        this.mappings = mappings;
    }

    /**
     * The surroundings of a planner.
     *
     * @param base the area to read
     * @param folder for contents, accessible only to its owner
     * @param events receives the events of the ledger
     */
    record Area(ObjectStore base, Path folder, ObservedLedger.Taker events) {}

    /** @param queue plans the items that a collection stages */
    static Planner open(Configuration installation, Area area, PlanningQueue queue) throws Exception {
        Configuration configuration = local(installation);
        String connector = configuration.required("archiver.connector");
        String pause = "state/" + connector + "/pause.json";
        OverlayStore overlay =
                new OverlayStore(area.base(), area.folder(), name -> !name.startsWith("work/") && !name.equals(pause));
        Map<String, Object> beans = new Assembly(
                        configuration,
                        Clock.systemUTC(),
                        new WatchedObjectStore(overlay),
                        new ObservedLedger(area.events()),
                        Membership.alone())
                .beans(area.folder());
        beans.put("workQueue", queue);
        RunningRoutes routes = RunningRoutes.start(configuration, beans);
        return new Planner(overlay, routes, (UserMappings) beans.get("userMappings"));
    }

    /** The routes write originals to the overlay, in place of a shared area, and copy none. */
    private static Configuration local(Configuration installation) {
        return installation
                .with("archiver.storage", "local")
                .with("archiver.copy-items", "false")
                // a list of users counts as it is now
                .with("archiver.mapping-still", "0s")
                .with("archiver.seal-key-file", "");
    }

    ProducerTemplate template() {
        return template;
    }

    ObjectStore store() {
        return overlay;
    }

    Map<String, Long> unsent() {
        return routes.unsent();
    }

    /** The version of the custom mapping that it plans with. */
    String mappingVersion() {
        return mappings.version();
    }

    /** Plans with the mapping in force; with the file of the settings if none was ever accepted. */
    void useMappingInForce(Configuration configuration) throws IOException {
        byte[] kept = mappings.kept();
        if (kept != null) {
            mappings.restore(check(kept));
        }
        Path file = Path.of(configuration.text(MAPPING).strip());
        if (mappings.isWaiting() && Files.isReadable(file)) {
            useMapping(file);
        }
    }

    /** @throws ConfigurationException when the file cannot be read, or has problems */
    void useMapping(Path file) {
        MappingCheck check;
        try {
            check = check(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ConfigurationException("The mapping file " + file + " cannot be read: is the name right?");
        }
        if (!check.accepted()) {
            throw new ConfigurationException("The mapping file " + file + " is refused: "
                    + check.problems().stream().map(MappingProblem::toString).collect(Collectors.joining("; ")));
        }
        mappings.restore(check);
    }

    private MappingCheck check(byte[] content) {
        return template.requestBody(CHECK, content, MappingCheck.class);
    }

    /** Plans an item whose original the area has, and forgets the plan. */
    Planned plan(StagedItem item, boolean people) throws IOException {
        try {
            return attempts(item, people);
        } finally {
            overlay.forget(item.recordName());
            overlay.forget(item.deadLetterFolder());
        }
    }

    /** Removes the original of a new item. */
    void discard(StagedItem item) throws IOException {
        overlay.forget(item.name());
    }

    /** Removes the content that was staged under a second name because its id is staged already. */
    void discardConflict(String id) throws IOException {
        String place = "/" + ItemId.encode(id) + "~";
        for (String name : overlay.own("staged/")) {
            if (name.contains(place)) {
                overlay.forget(name);
            }
        }
    }

    private Planned attempts(StagedItem item, boolean people) throws IOException {
        Exchange attempt = attempt(item);
        int tries = 1;
        for (int waits = 0; !isEnded(item) && !mappings.isWaiting() && tries < TRIES && waits < WAITS; waits++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            tries += isPutOff(attempt) ? 0 : 1;
            attempt = attempt(item);
        }
        List<Participant> named = people ? people(attempt) : List.of();
        Optional<WorkRecord> record = record(item).filter(WorkRecord::closed);
        return record.isPresent()
                ? new Planned(item, record.get(), null, unmapped(attempt), named)
                : new Planned(item, null, failure(attempt), List.of(), named);
    }

    private Exchange attempt(StagedItem item) {
        return template.send("direct:import-item", sent -> sent.setVariable("order", WorkOrder.of(item)));
    }

    private boolean isEnded(StagedItem item) throws IOException {
        return record(item).filter(WorkRecord::closed).isPresent();
    }

    private Optional<WorkRecord> record(StagedItem item) throws IOException {
        return records.read(item.recordName()).map(Versioned::value);
    }

    private static boolean isPutOff(Exchange attempt) {
        return attempt.getVariable("mapping") instanceof MappingResult result
                && result.outcome() == MappingResult.Outcome.LATER;
    }

    private static List<Integer> unmapped(Exchange attempt) {
        return attempt.getVariable("mapping") instanceof MappingResult result ? result.unmapped() : List.of();
    }

    private static List<Participant> people(Exchange attempt) {
        return attempt.getVariable("filtered") instanceof FilteredItem filtered
                ? filtered.item().participants()
                : List.of();
    }

    private static String failure(Exchange attempt) {
        Throwable failure = attempt.getException() == null
                ? attempt.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)
                : attempt.getException();
        return failure == null ? "The routes did not decide it" : FailureText.of(failure);
    }

    @Override
    public void close() throws IOException {
        routes.close();
        overlay.close();
    }
}
