package org.opencompliance.archiver.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.work.Collection;
import org.opencompliance.archiver.work.Collections;

class ItemPatienceTest {

    private final CamelContext context = new DefaultCamelContext();
    private final ItemPatience patience =
            new ItemPatience(new RetryAfter(Clock.systemUTC()), Duration.ofSeconds(5));
    private final Collection collection = Collections.ofNothing();

    private Exchange asked(String retryAfter) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        Map<String, String> headers = retryAfter == null ? Map.of() : Map.of("retry-after", retryAfter);
        exchange.setProperty(
                Exchange.EXCEPTION_CAUGHT,
                new HttpOperationFailedException("http://localhost/", 429, "Too many", null, headers, ""));
        return exchange;
    }

    private void busy(int items) {
        for (int i = 0; i < items; i++) {
            collection.setAside(new ListedItem("item-" + i, "chat", Instant.EPOCH, -1, null));
        }
    }

    @Test
    void aShortWaitIsWaitedForInPlace() throws Exception {
        assertThat(patience.setsAside(asked("5"), collection)).isFalse();
        assertThat(patience.setsAside(asked(null), collection)).isFalse();
        assertThat(patience.setsAside(asked("soon"), collection)).isFalse();
    }

    @Test
    void aLongWaitOfOneItemHoldsUpNoOther() throws Exception {
        assertThat(patience.setsAside(asked("6"), collection)).isTrue();
        assertThat(patience.setsAside(asked("999999999"), collection)).isTrue();
    }

    @Test
    void aBusySourceIsWaitedForWithAllItems() throws Exception {
        busy(4);

        assertThat(patience.setsAside(asked("60"), collection)).isFalse();
        assertThat(patience.setsAside(asked("300"), collection)).isFalse();
        assertThat(patience.setsAside(asked("301"), collection)).isTrue();
    }

    @Test
    void atTheEndOfTheWindowAMinuteIsWaitedAndNoMore() throws Exception {
        assertThat(patience.givesUp(asked("999999999"), collection)).isFalse();

        collection.late();

        assertThat(patience.setsAside(asked("999999999"), collection)).isFalse();
        assertThat(patience.givesUp(asked("60"), collection)).isFalse();
        assertThat(patience.givesUp(asked("61"), collection)).isTrue();
    }
}
