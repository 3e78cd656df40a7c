package org.opencompliance.archiver.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.opencompliance.archiver.command.execution.ExitCode;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.item.ParticipantFormat;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.storage.JsonObjects;
import org.opencompliance.archiver.story.ItemQuery;
import org.opencompliance.archiver.story.ItemRow;
import org.opencompliance.archiver.story.ItemSearch;
import org.opencompliance.archiver.story.ItemStatus;
import org.opencompliance.archiver.story.Stories;
import org.opencompliance.archiver.story.Story;
import org.opencompliance.archiver.story.StoryArea;
import org.opencompliance.archiver.story.StoryText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The commands that look items up, also next to a running archiver. They change nothing but indexes. */
final class ItemCommands {

    private ItemCommands() {}

    private static StoryArea open(ArchiverCommand parent, CommandSpec spec) throws IOException {
        return open(parent.configuration(), spec);
    }

    static StoryArea open(Configuration configuration, CommandSpec spec) throws IOException {
        StoryArea.Reading reading = new StoryArea.Reading(
                configuration.duration("archiver.item-cpu-limit"),
                ParticipantFormat.of(configuration.text("archiver.participant-format")));
        String connector = configuration.required("archiver.connector");
        return StoryArea.open(
                StorageArea.attach(configuration),
                connector,
                reading,
                spec.commandLine().getErr()::println);
    }

    /** Shows the story of one item, also next to a running archiver. Exit code 1 when the ledger does not know it. */
    @Command(
            name = "item",
            description =
                    "Show all that happened to an item: listed, stored, mapped, imported, parked, and its original now.")
    static final class ItemCommand implements Callable<Integer> {

        @ParentCommand
        private ArchiverCommand parent;

        @Spec
        private CommandSpec spec;

        @Parameters(
                paramLabel = "ID",
                description =
                        "the item id, the internet message id of a message in a mailbox, or its id in Microsoft Graph")
        private String id;

        @Option(names = "--participants", description = "also the participants, with name, number and address")
        private boolean participants;

        @Option(names = "--json", description = "as JSON")
        private boolean json;

        @Override
        public Integer call() throws Exception {
            try (StoryArea area = open(parent, spec);
                    Stories stories = area.stories()) {
                List<Story> found = stories.find(id, participants);
                area.tellUnreadable(stories.unreadable());
                print(found);
                return (found.isEmpty() ? ExitCode.FAILED : ExitCode.OK).code();
            }
        }

        private void print(List<Story> found) throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                byte[] all = JsonObjects.bytes(Map.of("items", found));
                out.println(new ObjectMapper().readTree(all).toPrettyString());
            } else if (found.isEmpty()) {
                out.println("The ledger has no item and no message with this id.");
            } else {
                found.forEach(story -> out.print(StoryText.of(story)));
            }
            out.flush();
        }
    }

    /** Lists items, also next to a running archiver. */
    @Command(name = "items", description = "List items by participant, mailbox, conversation, status or time.")
    static final class ItemsCommand implements Callable<Integer> {

        /** Maximum number of ids that are named in a remark. */
        private static final int MOST_NAMED = 5;

        @ParentCommand
        private ArchiverCommand parent;

        @Spec
        private CommandSpec spec;

        @Option(
                names = "--participant",
                paramLabel = "NUMBER|ADDRESS",
                description =
                        "in which this mobile number or e-mail address takes part; reads the headers of originals")
        private String participant;

        @Option(
                names = "--mailbox",
                paramLabel = "ID|ADDRESS",
                description = "planned for this mailbox, by its object id or its address")
        private String mailbox;

        @Option(
                names = "--thread",
                paramLabel = "ID",
                description = "of this conversation at the source; reads the headers of originals")
        private String thread;

        @Option(
                names = "--status",
                paramLabel = "STATUS",
                description = "pending, failed, partially-imported, imported or skipped")
        private String status;

        @Option(
                names = "--from",
                paramLabel = "TIME",
                description = "archived at the source at that time or later: 2026-11-20 or 2026-11-20T00:00:00Z")
        private String from;

        @Option(names = "--to", paramLabel = "TIME", description = "archived before; as --from")
        private String to;

        @Option(names = "--json", description = "as JSON")
        private boolean json;

        @Override
        public Integer call() throws Exception {
            ItemQuery query = query();
            try (StoryArea area = open(parent, spec);
                    ItemSearch search = area.search()) {
                print(search, query);
                area.tellUnreadable(search.unreadable());
                if (participant != null || thread != null) {
                    tellUnread(search.unread(query));
                }
            }
            return ExitCode.OK.code();
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

        private void print(ItemSearch search, ItemQuery query) throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                JsonRows rows = new JsonRows(out);
                search.find(query, rows::print);
                rows.end();
            } else {
                long found = search.find(query, row -> out.println(row.text()));
                out.println(found == 0 ? "No items." : found == 1 ? "1 item." : found + " items.");
            }
            out.flush();
        }

        /** One row a line: a year of items does not fit into memory. */
        private static final class JsonRows {

            private final PrintWriter out;
            private String before = "{\"items\":[";

            JsonRows(PrintWriter out) {
                this.out = out;
            }

            void print(ItemRow row) {
                try {
                    out.println(before);
                    out.print(new String(JsonObjects.bytes(row), StandardCharsets.UTF_8));
                    before = ",";
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            void end() {
                out.println(before.equals(",") ? "" : before);
                out.println("]}");
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
                                + (items.size() > MOST_NAMED ? ", ..." : ""));
            }
        }
    }
}
