package org.opencompliance.archiver.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.command.execution.CommandGroup;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.notice.Channel;
import org.opencompliance.archiver.notice.Notice;
import org.opencompliance.archiver.notice.Outbox.Due;
import org.opencompliance.archiver.routing.notice.NoticeForms;
import org.opencompliance.archiver.start.Assembly;
import org.opencompliance.archiver.start.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tries the notices. */
@Command(
        name = "notices",
        description = "Tries the notices by web hook and e-mail.",
        subcommands = NoticesCommand.Trial.class,
        footerHeading = "%nExamples:%n",
        footer = {"  archiver notices test", "", "See also: the page notices.md"})
final class NoticesCommand extends CommandGroup {

    private static final Map<Channel, String> ROUTES =
            Map.of(Channel.WEB_HOOK, "post-notice", Channel.MAIL, "mail-notice");

    /** Sends one notice over each channel, by the routes of the archiver. */
    @Command(
            name = "test",
            description = {
                "Sends a test notice to the web hook and by e-mail, as the settings say.",
                "Stores nothing, and works beside a running archiver."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  archiver notices test", "  archiver notices test --json", "", "See also: the page notices.md"})
    static final class Trial implements Callable<Integer> {

        /** The other settings may be unset, because a trial needs none of them. */
        private static final String PROPERTIES = "archiver.notice";

        @ParentCommand
        private NoticesCommand parent;

        @Spec
        private CommandSpec spec;

        @Option(names = "--json", description = "Prints JSON.")
        private boolean json;

        @Override
        public Integer call() throws Exception {
            Configuration configuration = parent.configuration();
            CheckList list = CheckList.of(spec.commandLine().getOut(), json);
            List<String> problems = new Settings(configuration)
                    .problems().stream()
                            .filter(problem -> problem.contains(PROPERTIES))
                            .toList();
            problems.forEach(problem -> list.problem("Setting", problem));
            if (problems.isEmpty()) {
                send(configuration, list);
            }
            return list.end().code();
        }

        private static void send(Configuration configuration, CheckList list) throws Exception {
            Set<Channel> channels = Assembly.noticeChannels(configuration);
            if (channels.isEmpty()) {
                list.problem("Notices", "they are off: set archiver.notice-url or archiver.notice-mail-to");
            }
            for (Channel channel : channels) {
                send(configuration, channel, list);
            }
        }

        private static void send(Configuration configuration, Channel channel, CheckList list) throws Exception {
            Due due = new Due(channel, Notice.trial(configuration.required("archiver.connector"), Instant.now()));
            String route = ROUTES.get(channel);
            try (RouteProbe routes = RouteProbe.start(configuration, Assembly.noticeForms(configuration), route)) {
                Exchange answer = routes.ask(route, null, Map.of("due", due));
                String name = channel == Channel.MAIL ? "E-mail" : "Web hook";
                if (answer.getException() == null) {
                    list.ok(name, "the test notice was accepted");
                } else {
                    list.problem(name, NoticeForms.describe(due, answer.getException()));
                }
            }
        }
    }
}
