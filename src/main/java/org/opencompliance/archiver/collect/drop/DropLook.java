package org.opencompliance.archiver.collect.drop;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the directory of a drop had.
 *
 * @param zips number of ZIPs
 * @param unnamed number of ZIPs whose name has no day
 * @param newest the greatest name of a ZIP with a day, empty when there is none
 */
public record DropLook(int zips, int unnamed, String newest, Instant at) {

    static DropLook of(List<DropFile> files, Instant at) {
        List<String> zips =
                files.stream().filter(DropFile::isZip).map(DropFile::name).toList();
        List<String> named =
                zips.stream().filter(zip -> DropName.day(zip).isPresent()).toList();
        return new DropLook(
                zips.size(),
                zips.size() - named.size(),
                named.stream().max(Comparator.naturalOrder()).orElse(""),
                at);
    }

    /** The beginning of the day of the newest ZIP. */
    public Optional<Instant> newestDay() {
        return DropName.day(newest).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
