package org.opencompliance.archiver.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.DirectoryAnswer;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.Participant;
import org.opencompliance.archiver.mapping.DeliverTo;
import org.opencompliance.archiver.mapping.Directory;
import org.opencompliance.archiver.mapping.ItemMapping;
import org.opencompliance.archiver.mapping.MappingRule;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.work.StagedItem;
import org.opencompliance.archiver.work.WorkOrder;

class LongMappingsTest {

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int MANY = 3;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Directory directory =
            new Directory(Duration.ofHours(4), Duration.ofMinutes(10), 1_000, Clock.systemUTC());
    private final LongMappings mappings = new LongMappings(directory, MANY, 2, PAUSE);

    @Test
    void admitsSoManyLongOnesAtOnceAndEveryShortOne() {
        assertThat(mappings.admits(turn("a"), item(MANY + 1))).isTrue();
        assertThat(mappings.admits(turn("b"), item(MANY + 1))).isTrue();

        assertThat(mappings.admits(turn("c"), item(MANY + 1))).isFalse();
        assertThat(mappings.admits(turn("d"), item(MANY))).isTrue();
    }

    @Test
    void givesThePlaceToAnotherWhenTheTurnIsOver() {
        Exchange first = turn("a");
        mappings.admits(first, item(MANY + 1));
        mappings.admits(turn("b"), item(MANY + 1));

        end(first);

        assertThat(mappings.admits(turn("c"), item(MANY + 1))).isTrue();
        assertThat(mappings.admits(turn("d"), item(MANY + 1))).isFalse();
    }

    @Test
    void givesATurnThatIsRepeatedOnePlace() {
        Exchange first = turn("a");

        assertThat(mappings.admits(first, item(MANY + 1))).isTrue();
        assertThat(mappings.admits(first, item(MANY + 1))).isTrue();

        assertThat(mappings.admits(turn("b"), item(MANY + 1))).isTrue();
    }

    @Test
    void takesAnItemWhoseAnswersAreKeptForAShortOne() {
        mappings.admits(turn("a"), item(MANY + 1));
        mappings.admits(turn("b"), item(MANY + 1));
        directory.keep(
                directory.kept(List.of("p0@x.example")), List.of(new DirectoryAnswer("p0@x.example", List.of())));

        assertThat(mappings.admits(turn("c"), item(MANY + 1))).isTrue();
    }

    @Test
    void putsOffLongerTheMoreAreWaiting() {
        mappings.admits(turn("a"), item(MANY + 1));
        mappings.admits(turn("b"), item(MANY + 1));
        assertThat(mappings.pause()).isEqualTo(PAUSE);

        IntStream.range(0, 80).forEach(i -> mappings.admits(turn("w" + i), item(MANY + 1)));
        IntStream.range(0, 80).forEach(i -> mappings.admits(turn("w" + i), item(MANY + 1)));

        assertThat(mappings.pause()).isEqualTo(PAUSE.multipliedBy(11));
    }

    private Exchange turn(String id) {
        Exchange exchange = new DefaultExchange(context);
        ListedItem listed = new ListedItem(id, "chat", Instant.EPOCH, 1, "a".repeat(64));
        exchange.setVariable("order", WorkOrder.of(StagedItem.of("wechat", listed, "run")));
        return exchange;
    }

    private static void end(Exchange exchange) {
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
    }

    private static ItemMapping item(int strangers) {
        List<Participant> participants = IntStream.range(0, strangers)
                .mapToObj(i -> new Participant(Participant.Role.TO, null, null, "p" + i + "@x.example"))
                .toList();
        return new MappingRule(new UserMappings("", null, event -> {}), DeliverTo.PARTICIPANTS)
                .start(participants, null);
    }
}
