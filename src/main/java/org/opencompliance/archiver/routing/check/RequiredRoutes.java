package org.opencompliance.archiver.routing.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opencompliance.archiver.routing.check.context.RouteContext;
import org.opencompliance.archiver.routing.file.Finding;
import org.opencompliance.archiver.routing.file.Finding.Level;
import org.opencompliance.archiver.routing.file.RouteFile;
import org.opencompliance.archiver.routing.file.RouteFolder;
import org.opencompliance.archiver.routing.file.RoutePart;

/**
 * The routes without which a guarantee of the archiver is void. Camel starts without them and reports nothing: a timer that
 * does not exist does not fire. This list is the only place that names them.
 */
final class RequiredRoutes {

    /**
     * @param name the id of a route, or the private endpoint that another route must call
     * @param file the file that ships it
     * @param purpose what the archiver does without it
     * @param setting the setting that enables the route; empty if it always runs
     */
    private record Required(String name, String file, String purpose, Optional<Setting> setting) {

        boolean isEndpoint() {
            return name.startsWith("direct:");
        }
    }

    /** @param value that enables the route; null for any value but an empty one */
    private record Setting(String name, String value) {

        boolean isEnabledBy(String actual) {
            return value == null ? !actual.isBlank() : value.equals(actual);
        }
    }

    private static final String NO_LOGIN = "the command check cannot log in at the source";

    private static final List<Required> ALL = List.of(
            on(
                    "schedule-collections",
                    "schedule-collections",
                    "no collection starts by the schedule",
                    "archiver.scheduled",
                    "true"),
            on(
                    "collect-missed-items",
                    "schedule-collections",
                    "a missed collection does not run later",
                    "archiver.scheduled",
                    "true"),
            always("run-collection", "collect-items", "no collection runs"),
            always("direct:stage-original", "storage-local", "no original is stored"),
            always("direct:enqueue-work", "work-queue", "replayed items and items that the sweep finds are not queued"),
            always("receive-work", "work-queue", "no item is taken from the queue"),
            always("import-work", "work-queue", "no item is imported, and no order is settled"),
            always("direct:import-item", "import-item", "no item is imported"),
            always("direct:park-item", "dead-letters", "failed items do not become dead letters"),
            always("direct:open-original", "storage-local", "no original is read"),
            always("sweep-items", "sweep-items", "items that were lost from the queue are never imported"),
            on("refill-queue", "sweep-items", "open items are lost at a restart", "archiver.storage", "local"),
            on("renew-work", "work-queue", "other processes take items in progress", "archiver.storage", "azure"),
            on("copy-item", "copy-item", "originals are not copied", "archiver.copy-items", "true"),
            whenSet("send-notices", "no notice is sent", "archiver.notice-url"),
            whenSet("send-notices", "no notice is sent", "archiver.notice-mail-to"),
            whenSet("direct:post-notice", "no notice is sent to the web hook", "archiver.notice-url"),
            whenSet("direct:mail-notice", "no notice is sent by e-mail", "archiver.notice-mail-to"),
            always("watch-user-mapping", "load-user-mapping", "no mapping file is put in force"),
            always("report", "report", "no report is written"),
            always("carry-out-requests", "carry-out-requests", "commands to a running archiver are not carried out"),
            always("answer-requests", "carry-out-requests", "commands to a running archiver get no answer"),
            always("direct:replay-dead-letters", "dead-letters", "dead letters cannot be replayed"),
            always("refresh-figures", "refresh-figures", "metrics and health checks show old values"),
            always("look-for-pause", "refresh-figures", "a pause has no effect"));

    /** The endpoints that commands and the console call. */
    private static final List<Required> CALLED_BY_PROGRAM = List.of(
            on("direct:list-items", "telemessage", NO_LOGIN, "telemessage.source", "http"),
            on("direct:list-items", "collect-drop", NO_LOGIN, "telemessage.source", "sftp"),
            on("direct:list-items", "collect-mail", NO_LOGIN, "telemessage.source", "mail"),
            always("direct:check-user-mapping", "load-user-mapping", "the command mapping check has no rules"),
            always("direct:load-user-mapping", "load-user-mapping", "the console cannot load a mapping file"),
            always("direct:ask-directory", "map-users", "the command check cannot ask the directory"));

    private static final Set<String> CALLED =
            CALLED_BY_PROGRAM.stream().map(Required::name).collect(Collectors.toSet());

    private RequiredRoutes() {}

    private static Required always(String name, String file, String purpose) {
        return new Required(name, file, purpose, Optional.empty());
    }

    private static Required on(String name, String file, String purpose, String setting, String value) {
        return new Required(name, file, purpose, Optional.of(new Setting(setting, value)));
    }

    private static Required whenSet(String name, String purpose, String setting) {
        return new Required(name, "send-notices", purpose, Optional.of(new Setting(setting, null)));
    }

    static boolean isCalledByProgram(String endpoint) {
        return CALLED.contains(endpoint);
    }

    static List<Finding> missing(RouteFolder folder, RouteContext context, Targets targets) {
        if (!context.startsAll()) {
            return List.of();
        }
        Set<String> ids = folder.parts()
                .filter(RoutePart::isRoute)
                .filter(context::enables)
                .map(RoutePart::id)
                .collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (Required required : ALL) {
            if (isOn(required, context)) {
                boolean there = required.isEndpoint()
                        ? targets.begin().contains(required.name()) && targets.isCalled(required.name())
                        : ids.contains(required.name());
                if (!there) {
                    findings.add(missing(required));
                }
            }
        }
        CALLED_BY_PROGRAM.stream()
                .filter(required -> isOn(required, context))
                .filter(required -> !targets.begin().contains(required.name()))
                .forEach(required -> findings.add(missing(required)));
        return findings;
    }

    private static boolean isOn(Required required, RouteContext context) {
        return required.setting().isEmpty()
                || context.setting(required.setting().get().name())
                        .filter(required.setting().get()::isEnabledBy)
                        .isPresent();
    }

    private static Finding missing(Required required) {
        String what = required.isEndpoint()
                ? "No enabled route begins at " + required.name() + ", or no route calls it"
                : "There is no enabled route " + required.name();
        return new Finding(
                Level.ERROR,
                required.file() + RouteFile.SUFFIX,
                1,
                what + "; without it, " + required.purpose(),
                "Restore it");
    }
}
