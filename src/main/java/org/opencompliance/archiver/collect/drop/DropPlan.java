package org.opencompliance.archiver.collect.drop;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.collect.drop.DropRecords.History;
import org.opencompliance.archiver.collect.drop.DropRecords.Seen;
import org.opencompliance.archiver.collect.listing.StillFiles;
import org.opencompliance.archiver.deadletter.Reason;

/**
 * Which ZIPs a window takes. A ZIP belongs to the window that contains the beginning of the day in its name; the first window of a
 * collection also has the day in which it begins. The first window of a scheduled collection also takes each ZIP of an earlier day
 * that no collection took, from the day of the very first collection on. For one thread.
 */
final class DropPlan {

    private final StillFiles still;

    /** What to do with a ZIP. */
    enum Action {
        READ,
        /** It is still being written: a later collection takes it. */
        WAIT,
        /** It is parked since an earlier collection, and has not changed. */
        PARKED,
        /** Its name has no day. */
        UNNAMED
    }

    /**
     * A ZIP that a window takes.
     *
     * @param since since when it is the same, never later than the first look at it
     * @param manifest the name of the manifest beside it, null when there is none
     * @param same the record of the file in this state, null when there is none
     * @param taken the record in which its name was taken, null when there is none
     */
    record Planned(DropFile file, LocalDate day, Action action, Instant since, String manifest, Seen same, Seen taken) {

        Instant begins() {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /**
     * What a window asks for.
     *
     * @param since the day of the very first collection, null when unknown
     */
    record Scope(Collection collection, Window window, LocalDate since) {

        boolean isFirst() {
            return window.from().equals(collection.windows().get(0).from());
        }

        boolean contains(LocalDate day) {
            Instant begins = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            boolean inside = !begins.isBefore(window.from()) && begins.isBefore(window.to());
            boolean begunBefore = begins.isBefore(window.from())
                    && day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(window.from());
            return inside || isFirst() && begunBefore;
        }

        boolean isLate(LocalDate day) {
            return collection.isScheduled()
                    && isFirst()
                    && since != null
                    && !day.isBefore(since)
                    && day.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(window.from());
        }
    }

    DropPlan(Duration still) {
        this.still = new StillFiles(still);
    }

    /** The ZIPs of a window in the order of their names. */
    List<Planned> of(List<DropFile> files, History history, Scope scope, Instant now) {
        Set<String> manifests = files.stream()
                .filter(DropFile::isManifest)
                .map(DropFile::name)
                .collect(Collectors.toCollection(TreeSet::new));
        still.remember(
                files.stream().collect(Collectors.toMap(DropFile::name, file -> file, (one, other) -> other)), now);
        List<Planned> plan = new ArrayList<>();
        files.stream()
                .filter(DropFile::isZip)
                .sorted(Comparator.comparing(DropFile::name))
                .forEach(file -> {
                    Planned planned = planned(file, manifests, history, now);
                    if (isChosen(planned, scope)) {
                        plan.add(planned);
                    }
                });
        return plan;
    }

    private Planned planned(DropFile file, Set<String> manifests, History history, Instant now) {
        Optional<LocalDate> named = DropName.day(file.name());
        LocalDate day = named.orElseGet(() -> LocalDate.ofInstant(file.modified(), ZoneOffset.UTC));
        String manifest = DropName.manifests(file.name()).stream()
                .filter(manifests::contains)
                .findFirst()
                .orElse(null);
        Seen same = history.same(file).orElse(null);
        Action action = named.isEmpty()
                ? Action.UNNAMED
                : still.isStill(file.name(), file.modified(), now) ? Action.READ : Action.WAIT;
        return new Planned(
                file,
                day,
                action,
                still.since(file.name(), file.modified()),
                manifest,
                same,
                history.taken(file).orElse(null));
    }

    private static boolean isChosen(Planned zip, Scope scope) {
        boolean inside = scope.contains(zip.day());
        if (!scope.collection().isScheduled()) {
            Window window = scope.window();
            return inside || scope.isFirst() && zip.same() != null && zip.same().has(window.from(), window.to());
        }
        if (zip.same() == null || zip.manifest() != null && isWithoutManifest(zip.same())) {
            return inside || scope.isLate(zip.day());
        }
        return inside && !zip.same().isTaken();
    }

    /** What to do with a ZIP of a collection. */
    static Action action(Planned zip, Collection collection) {
        boolean known = collection.isScheduled() && zip.same() != null && zip.action() != Action.UNNAMED;
        boolean completed = known && zip.manifest() != null && isWithoutManifest(zip.same());
        return known && !completed ? Action.PARKED : zip.action();
    }

    private static boolean isWithoutManifest(Seen seen) {
        return seen.outcome().equals(Reason.ZIP_WITHOUT_MANIFEST.label());
    }
}
