package org.opencompliance.archiver.routes;

import static org.opencompliance.archiver.item.Participant.Role.TO;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Match;
import org.opencompliance.archiver.exchange.DirectoryAnswer.Way;
import org.opencompliance.archiver.exchange.DirectoryUser;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.mapping.DeliverTo;
import org.opencompliance.archiver.mapping.Directory;
import org.opencompliance.archiver.mapping.MappingResult;
import org.opencompliance.archiver.mapping.MappingRule;
import org.opencompliance.archiver.mapping.MemoryStore;
import org.opencompliance.archiver.mapping.MovableClock;
import org.opencompliance.archiver.mapping.PlannedMailbox;
import org.opencompliance.archiver.mapping.Rule;
import org.opencompliance.archiver.mapping.csv.KeptMapping;
import org.opencompliance.archiver.mapping.csv.MappingCsv;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.routing.LongMappings;

/** The shipped routes that map users, with a directory of the test. */
abstract class UserMappingUnderTest {

    static final String SUSAN_NUMBER = "445204334324";
    static final String JEFF_NUMBER = "442323523455";
    static final int MANY = 20;
    static final DirectoryUser SUSAN = user("susan");
    static final DirectoryUser JEFF = user("jeff");

    final MovableClock clock = new MovableClock();
    final Map<String, DirectoryUser> users =
            new HashMap<>(Map.of("susan@contoso.com", SUSAN, "jeff@contoso.com", JEFF));
    final List<String> asked = new ArrayList<>();
    final Map<String, DirectoryUser> others = new HashMap<>();
    int calls;
    int failures;
    Runnable whileAsked = () -> {};
    String maxParticipants = "10000";
    String emailMapping = "true";
    String unmappedMailbox = "";
    DeliverTo deliverTo = DeliverTo.of("participants");
    UnaryOperator<String> edit = UnaryOperator.identity();
    String mappingFile = "";
    List<List<String>> rows = List.of();
    RouteTestSupport routes;

    /** The parts of an item that the routes use. */
    public record ItemLike(List<Participant> participants, Participant owner) {}

    @AfterEach
    void stop() {
        if (routes != null) {
            routes.close();
        }
    }

    MappingResult request(Participant... participants) {
        return routes.template().requestBody("direct:map-users", item(participants), MappingResult.class);
    }

    void customMapping(String number, String mailbox) {
        mappingFile = "mapping.csv";
        rows = List.of(List.of("External User ID", "Microsoft 365 User Mailbox"), List.of(number, mailbox));
    }

    MappingResult map(Participant... participants) throws Exception {
        return map(item(participants));
    }

    MappingResult map(ItemLike item) throws Exception {
        if (routes == null) {
            start();
        }
        return routes.template().requestBody("direct:map-users", item, MappingResult.class);
    }

    static ItemLike item(Participant... participants) {
        return new ItemLike(List.of(participants), participants.length == 0 ? null : participants[0]);
    }

    void start() throws Exception {
        Directory directory = new Directory(Duration.ofHours(4), Duration.ofMinutes(10), 100, clock);
        UserMappings mappings =
                new UserMappings(mappingFile, new KeptMapping(new MemoryStore(), "wechat"), event -> {});
        routes = new RouteTestSupport(
                        Map.of(
                                "archiver.email-mapping",
                                emailMapping,
                                "archiver.max-participants",
                                maxParticipants,
                                "archiver.unmapped-mailbox",
                                unmappedMailbox),
                        Map.of(
                                "mappingRule",
                                new MappingRule(mappings, deliverTo, directory),
                                "longMappings",
                                new LongMappings(directory, MANY, 1, Duration.ofSeconds(1))))
                .load(edit, "map-users.camel.yaml")
                .replaceStep("ask-directory", "ask-directory-resolve", this::answer)
                .start();
        if (!rows.isEmpty()) {
            mappings.accept(new MappingCsv().check(new byte[0], rows.iterator()));
        }
    }

    @SuppressWarnings("unchecked")
    private void answer(Exchange exchange) throws IOException {
        List<String> addresses = exchange.getMessage().getBody(List.class);
        calls++;
        asked.addAll(addresses);
        if (failures > 0) {
            failures--;
            throw new IOException("The directory cannot be asked");
        }
        Runnable once = whileAsked;
        whileAsked = () -> {};
        once.run();
        exchange.getMessage().setBody(addresses.stream().map(this::answer).toList());
    }

    private DirectoryAnswer answer(String address) {
        Stream<DirectoryUser> found = Stream.of(users.get(address), others.get(address));
        return new DirectoryAnswer(
                address,
                found.filter(Objects::nonNull)
                        .map(user -> new Match(user, Way.MAIL))
                        .toList());
    }

    static DirectoryUser user(String name) {
        return new DirectoryUser("id-" + name, name + "@contoso.com", name + "@contoso.com", false);
    }

    static PlannedMailbox planned(DirectoryUser user, Rule rule, Integer... participants) {
        return new PlannedMailbox(user.id(), user.userPrincipalName(), rule, List.of(participants));
    }

    /** Participants with an address each, none of which the directory knows. */
    static Participant[] strangers(String name, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Participant(TO, null, name + i, name + i + "@elsewhere.example"))
                .toArray(Participant[]::new);
    }
}
