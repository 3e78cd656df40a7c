package org.opencompliance.archiver.command.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final StringWriter text = new StringWriter();

    private Screen screen(boolean terminal) {
        return new Screen(new PrintWriter(text), terminal);
    }

    @Test
    void aTerminalIsClearedOnceAndThenOverwrittenLineByLine() {
        Screen screen = screen(true);
        screen.show("long line\nend\n");
        text.getBuffer().setLength(0);

        screen.show("line\n");

        assertThat(text).hasToString("\u001b[Hline\u001b[K\n\u001b[J");
    }

    @Test
    void aFileHasOneTextAfterTheOther() {
        Screen screen = screen(false);
        screen.show("a\n");
        screen.show("b\n");

        assertThat(text).hasToString("a\n\nb\n");
    }
}
