package org.opencompliance.archiver.notice;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.opencompliance.archiver.evidence.DeliveredMessage;
import org.opencompliance.archiver.evidence.LastVerification;
import org.opencompliance.archiver.ledger.silence.Silence;
import org.opencompliance.archiver.ledger.silence.SilenceText;
import org.opencompliance.archiver.storage.ObjectStore;

/** Makes notices of health checks that stay down and of faults that a verified sample found. */
public final class ConditionNotices {

    private final ObjectStore store;
    private final Notices notices;
    private final Supplier<Optional<Silence>> silences;
    private Instant verified;

    /** @param silences the last findings about missing items */
    public ConditionNotices(ObjectStore store, Notices notices, Supplier<Optional<Silence>> silences) {
        this.store = store;
        this.notices = notices;
        this.silences = silences;
    }

    /** Makes the notice of the last findings about missing items, if there are any. */
    public void silence() throws IOException {
        Optional<Silence> last = silences.get();
        if (last.isPresent() && last.get().findings() > 0) {
            notices.note(
                    NoticeKind.SILENCE,
                    "day " + last.get().day(),
                    String.join("\n", SilenceText.sentences(last.get()))
                            + "\nThe command archiver silence lists them. Ask the source whether its capture works.\n");
        }
    }

    /**
     * Makes a notice of each check that has been down for long enough, also over restarts.
     *
     * @param down the problem for each check that is down
     */
    public void health(Map<String, String> down) throws IOException {
        if (!notices.settings().sends(NoticeKind.HEALTH)) {
            return;
        }
        Instant now = store.now();
        Map<String, Instant> before = notices.marks().read().downSince();
        Map<String, Instant> since = new TreeMap<>();
        down.keySet().forEach(check -> since.put(check, before.getOrDefault(check, now)));
        if (!since.equals(before)) {
            notices.marks().change(read -> read.downSince(since));
        }
        for (Map.Entry<String, Instant> check : since.entrySet()) {
            Instant due = check.getValue().plus(notices.settings().times().unhealthy());
            if (!due.isAfter(now)) {
                String problem = down.get(check.getKey());
                notices.note(
                        NoticeKind.HEALTH,
                        check.getKey(),
                        "The health check " + check.getKey() + " has been down since " + check.getValue() + ".\n"
                                + problem + "\n");
            }
        }
    }

    /** Makes the notice of a sample with faults, once. */
    public synchronized void verification(LastVerification last) throws IOException {
        if (last.faults() == 0 || last.at().equals(verified)) {
            return;
        }
        Map<String, Long> counters = new TreeMap<>();
        counters.put("compared", last.messages());
        counters.put("notCompared", last.unknown());
        counters.put("messageFaults", (long) last.broken().size());
        counters.put("ledgerFaults", last.ledgerFaults());
        List<String> items = last.broken().stream().map(DeliveredMessage::item).toList();
        Notice.Facts facts = new Notice.Facts(null, null, null, counters, null, items);
        notices.make(new Notice(
                Notices.day(last.at()) + "/verification-" + last.at().toEpochMilli(),
                NoticeKind.VERIFICATION,
                "sample",
                notices.connector(),
                last.at(),
                true,
                "WeChat Archiver: verification found faults: " + last.faults() + " (" + Notices.day(last.at()) + ")",
                text(last) + NoticeText.items(facts.items()),
                facts));
        verified = last.at();
    }

    private static String text(LastVerification last) {
        return "The sample of " + last.at() + " has " + last.broken().size() + " messages with a fault and "
                + last.ledgerFaults() + " faults of the ledger.\nThe log names each fault. "
                + "Run archiver verify --ledger --originals --mailboxes.\n";
    }
}
