package org.opencompliance.archiver.command.lookup;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.opencompliance.archiver.command.execution.Configured;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.command.execution.Heartbeat;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.story.ItemQuery;
import org.opencompliance.archiver.story.ItemRow;
import org.opencompliance.archiver.story.ItemSearch;
import org.opencompliance.archiver.story.ItemStatus;
import org.opencompliance.archiver.story.StoryArea;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lists items, also next to a running archiver. */
@Command(
        name = "items",
        description = {
            "Lists items by participant, mailbox, conversation, status or time; the conditions can be combined.",
            "The first search makes an index of each day. Works beside a running archiver."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  archiver items --from 2026-11-20 --to 2026-11-21",
            "  archiver items --participant 8613800000001 --from 2026-11-01",
            "  archiver items --mailbox susan@contoso.com --status partially-imported",
            "",
            "See also: archiver item, archiver report; the page evidence.md"
        })
public final class ItemsCommand implements Callable<Integer> {

    /** Maximum number of ids that are named in a remark. */
    private static final int MOST_NAMED = 5;

    @ParentCommand
    private Configured parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--participant",
            paramLabel = "NUMBER|ADDRESS",
            description =
                    "Items in which this mobile number or e-mail address takes part. Reads the headers of originals.")
    private String participant;

    @Option(
            names = "--mailbox",
            paramLabel = "ID|ADDRESS",
            description = "Items planned for this mailbox, by its object id or its address.")
    private String mailbox;

    @Option(
            names = "--thread",
            paramLabel = "ID",
            description = "Items of this conversation at the source. Reads the headers of originals.")
    private String thread;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Items that are pending, failed, partially-imported, imported or skipped now.")
    private String status;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Archived at the source at that time or later, in UTC: 2026-11-20 or 2026-11-20T00:00:00Z.")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Archived before that time; as --from.")
    private String to;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        ItemQuery query = query();
        try (StoryArea area = StoryAreas.open(parent.configuration(), spec);
                ItemSearch search = area.search()) {
            ExitCode code = print(search, query);
            area.tellUnreadable(search.unreadable());
            if (participant != null || thread != null) {
                tellUnread(search.unread(query));
            }
            return code.code();
        }
    }

    private ItemQuery query() {
        Instant begin = time("--from", from);
        Instant end = time("--to", to);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw new ParameterException(spec.commandLine(), "--to must be later than --from");
        }
        if (participant != null && participant.chars().noneMatch(c -> c == '@' || Character.isDigit(c))) {
            throw new ParameterException(
                    spec.commandLine(), "--participant must be a mobile number or an e-mail address");
        }
        return new ItemQuery(participant, mailbox, thread, status(), begin, end);
    }

    private ItemStatus status() {
        if (status == null) {
            return null;
        }
        return Arrays.stream(ItemStatus.values())
                .filter(one -> one.label().equals(status))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--status must be one of "
                                + Arrays.stream(ItemStatus.values())
                                        .map(ItemStatus::label)
                                        .collect(Collectors.joining(", "))));
    }

    private Instant time(String option, String text) {
        try {
            return text == null ? null : Request.instant(option, text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private ExitCode print(ItemSearch search, ItemQuery query) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Heartbeat beat = Heartbeat.of(spec, "searching")) {
            if (json) {
                return JsonRows.<ItemRow>print(out, "items", rows -> search.find(query, rows));
            }
            long found = search.find(query, row -> out.println(row.text()));
            out.println(found == 0 ? "No items." : found == 1 ? "1 item." : found + " items.");
            out.flush();
            return ExitCode.OK;
        }
    }

    private void tellUnread(List<String> items) {
        if (!items.isEmpty()) {
            String some = items.stream()
                    .limit(MOST_NAMED)
                    .map(id -> id.replaceAll("\\p{C}", "?"))
                    .collect(Collectors.joining(", "));
            spec.commandLine()
                    .getErr()
                    .println("The originals of " + items.size()
                            + " items cannot be read, so their participants are not" + " known: " + some
                            + (items.size() > MOST_NAMED ? " and " + (items.size() - MOST_NAMED) + " more" : ""));
        }
    }
}
