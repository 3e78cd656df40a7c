package org.opencompliance.archiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PositionsTest {

    @Test
    void aTextHasThePositionsThatItWasMadeOf() {
        for (List<Integer> positions :
                List.of(List.<Integer>of(), List.of(-1), List.of(0, 1, 2), List.of(-1, 3, 5, 6))) {
            assertThat(Positions.list(Positions.text(positions))).isEqualTo(positions);
        }
        assertThat(Positions.text(List.of(0, 1, 2, 7))).isEqualTo("0-2 7");
    }

    @Test
    void anotherTextIsRefused() {
        assertThatThrownBy(() -> Positions.list("0-2 x")).isInstanceOf(IllegalArgumentException.class);
    }
}
