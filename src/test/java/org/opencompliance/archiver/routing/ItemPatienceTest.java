package org.opencompliance.archiver.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Collections;
import org.opencompliance.archiver.item.ListedItem;

class ItemPatienceTest {

    private final CamelContext context = new DefaultCamelContext();
    private final ItemPatience patience = new ItemPatience(new SourceRetryAfter(Clock.systemUTC()));
    private final Collection collection = Collections.ofNothing();

    private Exchange failed(Exception cause) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, cause);
        return exchange;
    }

    private Exchange answered(int status, Map<String, String> headers) throws Exception {
        return failed(new HttpOperationFailedException("http://localhost/", status, "", null, headers, ""));
    }

    private Exchange asked(String retryAfter) throws Exception {
        return answered(429, Map.of("retry-after", retryAfter));
    }

    private void trouble(int items) {
        for (int i = 0; i < items; i++) {
            collection.setAside(new ListedItem("item-" + i, "chat", Instant.EPOCH, -1, null));
        }
    }

    @Test
    void whatFailsAmongOthersHoldsUpNone() throws Exception {
        assertThat(patience.setsAside(failed(new IOException("cut off")), collection))
                .isTrue();
        assertThat(patience.setsAside(answered(500, Map.of()), collection)).isTrue();
        assertThat(patience.setsAside(asked("1"), collection)).isTrue();
        assertThat(patience.setsAside(asked("999999999"), collection)).isTrue();
    }

    @Test
    void aRefusedLoginIsNotTriedAgain() throws Exception {
        assertThat(patience.setsAside(answered(401, Map.of()), collection)).isFalse();
        assertThat(patience.setsAside(answered(403, Map.of()), collection)).isFalse();
    }

    @Test
    void aSourceInTroubleIsWaitedForWithAllItems() throws Exception {
        trouble(4);

        assertThat(patience.setsAside(failed(new IOException("cut off")), collection))
                .isFalse();
        assertThat(patience.setsAside(asked("300"), collection)).isFalse();
        assertThat(patience.setsAside(asked("301"), collection)).isTrue();
    }

    @Test
    void atTheEndOfTheWindowAMinuteIsWaitedAndNoMore() throws Exception {
        assertThat(patience.givesUp(asked("999999999"), collection)).isFalse();

        collection.lateItems();

        assertThat(patience.setsAside(asked("999999999"), collection)).isFalse();
        assertThat(patience.givesUp(asked("60"), collection)).isFalse();
        assertThat(patience.givesUp(asked("61"), collection)).isTrue();
    }
}
