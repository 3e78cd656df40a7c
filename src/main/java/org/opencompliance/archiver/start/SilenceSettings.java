package org.opencompliance.archiver.start;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.opencompliance.archiver.collect.CronSchedule;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.ledger.silence.SilenceRules;
import org.opencompliance.archiver.ledger.silence.Silences;
import org.opencompliance.archiver.storage.ObjectStore;

/** The search for missing items, as the properties of the configuration set it. */
public final class SilenceSettings {

    private SilenceSettings() {}

    /** The search in a storage area. */
    public static Silences silences(Configuration configuration, ObjectStore store, Clock clock) {
        return new Silences(
                store, configuration.required("archiver.connector"), rules(configuration), due(configuration), clock);
    }

    /** @throws IllegalArgumentException that names the property, when the values do not fit */
    static SilenceRules rules(Configuration configuration) {
        return new SilenceRules(
                configuration.number("archiver.silence-regular-days", 1),
                configuration.number("archiver.silence-days", 1),
                configuration.number("archiver.silence-factor", 1),
                configuration.number("archiver.silence-forget-days", 1),
                configuration.number("archiver.silence-low-percent", 1),
                configuration.text("archiver.silence-ignore"));
    }

    /** The first firing after the source lists all items of the day. */
    private static Silences.Due due(Configuration configuration) {
        CronSchedule schedule = new CronSchedule(configuration.required("archiver.schedule"));
        Duration lag = configuration.duration("archiver.source-lag");
        return day -> schedule.next(
                end(day).atStartOfDay(ZoneOffset.UTC).toInstant().plus(lag).minusMillis(1));
    }

    private static LocalDate end(LocalDate day) {
        return day.plusDays(1);
    }
}
