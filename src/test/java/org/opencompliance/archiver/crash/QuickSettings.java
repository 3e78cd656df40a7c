package org.opencompliance.archiver.crash;

import java.util.Map;
import java.util.TreeMap;

/** Settings with which a process detects the end of another one within seconds. */
final class QuickSettings {

    private QuickSettings() {}

    /** For processes that share a storage area, possibly on a busy machine. */
    static Map<String, String> on(StorageUnderTrial storage) {
        Map<String, String> settings = new TreeMap<>(storage.settings());
        // it takes a third of the start time and the test does not use it
        settings.put("archiver.management-port", "");
        settings.put("camel.main.jmxEnabled", "false");
        settings.put("azure.work-visibility", "8s");
        settings.put("azure.renew-every", "2s");
        settings.put("azure.receive-every", "500ms");
        settings.put("archiver.lead-duration", "5s");
        settings.put("archiver.claim-duration", "8s");
        settings.put("microsoft.request-timeout", "3s");
        settings.put("microsoft.look-pauses", "500ms,1s");
        settings.put("microsoft.look-patience", "2s");
        settings.put("archiver.make-up-every", "2s");
        settings.put("archiver.source-lag", "1s");
        settings.put("archiver.retry-delay", "100ms");
        settings.put("archiver.requests-every", "1s");
        settings.put("archiver.report-every", "60s");
        settings.put("archiver.mapping-check-every", "2s");
        settings.put("archiver.figures-every", "60s");
        settings.put("archiver.sweep-every", "60s");
        settings.put("archiver.sweep-age", "10s");
        return settings;
    }
}
