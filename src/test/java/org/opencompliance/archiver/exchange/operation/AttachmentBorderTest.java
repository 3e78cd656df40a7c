package org.opencompliance.archiver.exchange.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttachmentBorderTest {

    private static final long DOCUMENTED = AttachmentBorder.DOCUMENTED;

    private final AttachmentBorder border = new AttachmentBorder();

    @Test
    void beginsWhereItIsDocumented() {
        assertThat(border.bySession(DOCUMENTED - 1)).isFalse();
        assertThat(border.bySession(DOCUMENTED)).isTrue();
    }

    @Test
    void movesDownToWhatOnlyASessionTook() {
        border.wentBySession(2_000_000);
        border.wentBySession(2_500_000);

        assertThat(border.bySession(1_999_999)).isFalse();
        assertThat(border.bySession(2_000_000)).isTrue();
    }

    @Test
    void movesUpToWhatOnlyARequestTook() {
        border.wentByRequest(3_500_000);
        border.wentByRequest(3_200_000);

        assertThat(border.bySession(3_500_000)).isFalse();
        assertThat(border.bySession(3_500_001)).isTrue();
    }
}
