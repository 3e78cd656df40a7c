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
        assertThat(admits("a", MANY + 1)).isTrue();
        assertThat(admits("b", MANY + 1)).isTrue();

        assertThat(admits("c", MANY + 1)).isFalse();
        assertThat(admits("d", MANY)).isTrue();
    }

    @Test
    void givesThePlaceToAnotherWhenTheTurnIsOver() {
        Exchange first = turn();
        admits(first, "a", MANY + 1);
        admits("b", MANY + 1);

        end(first);

        assertThat(admits("c", MANY + 1)).isTrue();
        assertThat(admits("d", MANY + 1)).isFalse();
    }

    @Test
    void givesATurnThatIsRepeatedOnePlace() {
        Exchange first = turn();

        assertThat(admits(first, "a", MANY + 1)).isTrue();
        assertThat(admits(first, "a", MANY + 1)).isTrue();

        assertThat(admits("b", MANY + 1)).isTrue();
    }

    @Test
    void takesAnItemWhoseAnswersAreKeptForAShortOne() {
        admits("a", MANY + 1);
        admits("b", MANY + 1);
        new MappingRule(null, null, directory).found(item(0), List.of(new DirectoryAnswer("p0@x.example", List.of())));

        assertThat(admits("c", MANY + 1)).isTrue();
    }

    @Test
    void putsOffLongerTheMoreAreWaiting() {
        admits("a", MANY + 1);
        admits("b", MANY + 1);
        assertThat(mappings.pause()).isEqualTo(PAUSE);

        IntStream.range(0, 80).forEach(i -> admits("w" + i, MANY + 1));
        IntStream.range(0, 80).forEach(i -> admits("w" + i, MANY + 1));

        assertThat(mappings.pause()).isEqualTo(PAUSE.multipliedBy(11));
    }

    private boolean admits(String id, int strangers) {
        return admits(turn(), id, strangers);
    }

    private boolean admits(Exchange exchange, String id, int strangers) {
        ListedItem listed = new ListedItem(id, "chat", Instant.EPOCH, 1, "a".repeat(64));
        WorkOrder order = WorkOrder.of(StagedItem.of("wechat", listed, "run"));
        return mappings.admits(exchange, item(strangers), order);
    }

    private Exchange turn() {
        return new DefaultExchange(context);
    }

    private static void end(Exchange exchange) {
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
    }

    private ItemMapping item(int strangers) {
        List<Participant> participants = IntStream.range(0, strangers)
                .mapToObj(i -> new Participant(Participant.Role.TO, null, null, "p" + i + "@x.example"))
                .toList();
        return new MappingRule(new UserMappings("", null, event -> {}), DeliverTo.PARTICIPANTS, directory)
                .start(participants, null);
    }
}
