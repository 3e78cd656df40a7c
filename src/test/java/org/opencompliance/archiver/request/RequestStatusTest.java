package org.opencompliance.archiver.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.request.RequestStatus.State;
import org.opencompliance.archiver.storage.LocalObjectStore;

class RequestStatusTest {

    @TempDir
    private Path folder;

    private LocalObjectStore store;
    private Requests requests;

    @BeforeEach
    void open() throws IOException {
        store = LocalObjectStore.open(folder, Clock.systemUTC());
        requests = new Requests(store, "wechat");
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void aRequestWaitsThenRunsThenEnds() throws IOException {
        Request request = Request.collect(null, null, "ann");
        requests.leave(request);
        assertThat(requests.status(request.id()).state()).isEqualTo(State.WAITING);

        requests.begun(request);
        assertThat(requests.status(request.id()).state()).isEqualTo(State.RUNNING);

        requests.collected(request, RequestAnswer.completed(Outcome.PENDING, "Collected as r", "r"));
        RequestStatus listed = requests.status(request.id());
        assertThat(listed.state()).isEqualTo(State.RUNNING);
        assertThat(listed.run()).isEqualTo("r");
        assertThat(listed.outcome()).isNull();

        requests.answer(request, RequestAnswer.completed(Outcome.PARKED, "the report", "r"));
        assertThat(requests.status(request.id()))
                .isEqualTo(new RequestStatus(request.id(), State.ENDED, "collect", "ann", "parked", "r", "the report"));
    }

    @Test
    void aRequestThatHasBegunIsStillOpen() throws IOException {
        Request request = Request.replay("unmapped", null, "ann");
        requests.leave(request);
        requests.begun(request);

        assertThat(requests.open()).containsExactly(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "../../../etc/passwd",
                "1/../../progress",
                "1700000000000-../../../../../../../../../../../../x",
                "\",\"state\":\"ended",
                "1700000000000-00000000-0000-0000-0000-000000000000"
            })
    void anyOtherIdIsUnknown(String id) throws IOException {
        assertThat(requests.status(id).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void theReasonForADiscardIsOneShortLineOfText() {
        assertThat(Request.why("  private, ticket 12  ")).isEqualTo("private, ticket 12");
        assertThat(Request.why("\u79c1\u4eba \ud83d\ude00")).hasSize(5);
        for (String bad : new String[] {null, "", " \n ", "x".repeat(501)}) {
            assertThatThrownBy(() -> Request.why(bad)).hasMessage("The reason must have 1 to 500 characters");
        }
        for (String bad : new String[] {"a\nb", "a\u001b[2Jb", "a\u0000b", "a\u202eb", "a\ud83db"}) {
            assertThatThrownBy(() -> Request.why(bad))
                    .hasMessage("The reason must have no line break and no control character");
        }
    }
}
