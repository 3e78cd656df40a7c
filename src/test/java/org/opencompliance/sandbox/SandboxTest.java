package org.opencompliance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencompliance.sandbox.day.SampleDay;

class SandboxTest {

    @Test
    void bothSidesHaveWhatTheDayHas() {
        SampleDay day =
                SampleDay.on(LocalDate.of(2026, 11, 20)).odd(false).items(20).make();
        try (Sandbox sandbox = Sandbox.start(day)) {
            String login = sandbox.site().username() + ":" + sandbox.site().password();
            Web site = new Web(sandbox.site().url())
                    .header(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
            Web graph = new Web(sandbox.tenant().url());

            String window = "&archivedFrom=" + day.from() + "&archivedTo=" + day.to();
            assertThat(site.get("/archive/v1/items?network=wechat" + window)
                            .json()
                            .path("totalCount")
                            .asInt())
                    .isEqualTo(20);
            assertThat(graph.get("/users?$top=999").json().path("value")).hasSize(41);
            assertThat(sandbox.tenant().mailboxes()).hasSize(40);
            assertThat(sandbox.verdict("WeChat Archiver").differences(List.of()))
                    .hasSize(day.totals().imported());
        }
    }
}
