package org.opencompliance.archiver.exchange.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartInputCutsAtDelimitersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100_000})
    void whereverTheBufferEnds(int chunk) throws Exception {
        for (int length = 65_520; length < 65_545; length++) {
            String content = "x".repeat(length);
            PartInput input = input(content + "\r\n--b\r\nrest", chunk);
            int level = input.open("b");
            assertThat(text(input)).hasSize(length);
            assertThat(input.atPart(level)).isTrue();
            input.proceed();
            assertThat(text(input)).isEqualTo("rest");
            assertThat(input.atPart(level) || input.atEnd(level)).isFalse();
        }
    }

    @Test
    void neverAtALongerLine() throws Exception {
        for (int length = 65_520; length < 65_545; length++) {
            PartInput input = input("x".repeat(length) + "\n--bc\n--b-\n --b\n--b--c\n--b", 4096);
            int level = input.open("b");
            assertThat(text(input)).endsWith("\n--bc\n--b-\n --b\n--b--c");
            assertThat(input.atPart(level)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--b\r\n", "--b\n", "--b  \t\r\n", "--b"})
    void atALineWithNothingButTheBoundary(String delimiter) throws Exception {
        PartInput input = input("one\n" + delimiter, 5);
        int level = input.open("b");
        assertThat(text(input)).isEqualTo("one");
        assertThat(input.atPart(level)).isTrue();
        assertThat(input.atEnd(level)).isFalse();
    }

    @Test
    void theInnermostOfTwoEqualBoundariesCountsAndTheOuterEndsTheInner() throws Exception {
        PartInput input = input("a\n--b--\nb\n--outer--\nc", 3);
        int outer = input.open("outer");
        input.open("b");
        int inner = input.open("b");
        assertThat(text(input)).isEqualTo("a");
        assertThat(input.atEnd(inner)).isTrue();
        input.proceed();
        assertThat(text(input)).isEqualTo("b");
        assertThat(input.atEnd(outer)).isTrue();
        input.close(outer);
        input.proceed();
        assertThat(text(input)).isEqualTo("c");
    }

    @Test
    void lineEndsWithinTheContentStayAsTheyAre() throws Exception {
        PartInput input = input("\n\r\n\r\n\n\r\ra\r\n\n--b--\n", 1);
        input.open("b");
        assertThat(text(input)).isEqualTo("\n\r\n\r\n\n\r\ra\r\n");
    }

    @Test
    void linesThatAreGivenBackAreReadAgain() throws Exception {
        PartInput input = input("one\r\ntwo\r\n--b\r\nthree", 4);
        byte[] first = input.line(100);
        byte[] second = input.line(100);
        assertThat(first).asString().isEqualTo("one\r\n");
        assertThat(second).asString().isEqualTo("two\r\n");
        int level = input.open("b");
        assertThat(input.line(100)).isNull();
        input.unread("two\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(text(input)).isEqualTo("two");
        assertThat(input.atPart(level)).isTrue();
    }

    private static String text(PartInput input) throws IOException {
        return new String(input.content().readAllBytes(), StandardCharsets.US_ASCII);
    }

    /** @param chunk maximum number of bytes that one read returns */
    private static PartInput input(String text, int chunk) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(chunk, length));
            }
        };
        return new PartInput(in);
    }
}
