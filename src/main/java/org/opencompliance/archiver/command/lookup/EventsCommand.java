package org.opencompliance.archiver.command.lookup;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.opencompliance.archiver.command.execution.Configured;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.command.execution.Heartbeat;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.TerminalText;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.story.trail.AuditTrail;
import org.opencompliance.archiver.story.trail.SettingsTexts;
import org.opencompliance.archiver.story.trail.TrailEvent;
import org.opencompliance.archiver.story.trail.TrailQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists the events of the ledger: the audit trail. */
@Command(
        name = "events",
        description = {
            "Lists the events of the ledger in time order, each in words: the audit trail.",
            "Without --type: the actions of people, starts with the version of the settings, mappings, collections,"
                    + " ended dead letters, altered originals, and verifications."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver events --from 2026-11-01 --to 2026-12-01",
            "  archiver events --by susan --from 2026-11-01",
            "  archiver events --type started,mapping-accepted --json",
            "  archiver events --late --from 2026-11-01",
            "",
            "See also: archiver item, archiver verify --ledger; the page questions.md"
        })
public final class EventsCommand implements Callable<Integer> {

    private static final String ALL = "all";

    @ParentCommand
    private Configured parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Recorded at that time or later, in UTC: 2026-11-20 or 2026-11-20T00:00:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Recorded before that time; as --from.")
    private String to;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            completionCandidates = Types.class,
            description = "Only events of these types: ${COMPLETION-CANDIDATES}.")
    private List<String> types = List.of();

    @Option(names = "--by", paramLabel = "NAME", description = "Only events of this account, requester, or collection.")
    private String by;

    @Option(names = "--item", paramLabel = "ID", description = "Only events of this item, of all types by default.")
    private String item;

    @Option(
            names = "--late",
            description = "Only items that arrived after a complete listing of their time did not have them."
                    + " Reads the ledger from its first day.")
    private boolean late;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    /** The names of the types, for the help and for completion. */
    static final class Types implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            List<String> labels = new ArrayList<>(
                    Arrays.stream(EventType.values()).map(EventType::label).toList());
            labels.add(ALL);
            return labels.iterator();
        }
    }

    @Override
    public Integer call() throws Exception {
        TrailQuery query = query();
        Configuration configuration = parent.configuration();
        AtomicLong read = new AtomicLong();
        try (ObjectStore store = StorageArea.attach(configuration);
                Heartbeat beat = Heartbeat.of(spec, () -> read.get() + " lines of the ledger read")) {
            String connector = configuration.required("archiver.connector");
            SettingsTexts texts = new SettingsTexts(store, connector);
            return print(new AuditTrail(new LedgerReader(store, connector), texts, read::set), query)
                    .code();
        }
    }

    private ExitCode print(AuditTrail trail, TrailQuery query) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            return JsonRows.<TrailEvent>print(out, "events", rows -> trail.find(query, rows));
        }
        long found = trail.find(query, event -> out.println(event.shown()));
        out.println(found == 0 ? "No events." : found == 1 ? "1 event." : found + " events.");
        out.flush();
        return ExitCode.OK;
    }

    private TrailQuery query() {
        Instant begin = time("--from", from);
        Instant end = time("--to", to);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw wrong("--to must be later than --from");
        }
        return new TrailQuery(begin, end, types(), by, item == null ? null : TerminalText.parse(item), late);
    }

    private Set<EventType> types() {
        if (types.contains(ALL)) {
            return EnumSet.allOf(EventType.class);
        }
        if (types.isEmpty()) {
            return late ? TrailQuery.ARRIVALS : item == null ? TrailQuery.ACTIONS : EnumSet.allOf(EventType.class);
        }
        Set<EventType> wanted = EnumSet.noneOf(EventType.class);
        types.forEach(label -> wanted.add(type(label)));
        return wanted;
    }

    private EventType type(String label) {
        return Arrays.stream(EventType.values())
                .filter(type -> type.label().equals(label))
                .findFirst()
                .orElseThrow(() -> wrong("--type must be one of " + String.join(", ", new Types())));
    }

    private Instant time(String option, String text) {
        try {
            return text == null ? null : Request.instant(option, text);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
