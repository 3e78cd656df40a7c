package org.opencompliance.archiver.exchange.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    /** All that a JSON string escapes, and pairs that begin at the last character of a block. */
    static Stream<String> texts() {
        String all = IntStream.range(0, Character.MIN_SURROGATE)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return Stream.of(
                "",
                "\"quoted\" and \\ and / and <b>你好</b> 😀\r\n",
                all,
                "a".repeat(4095) + "😀".repeat(5000),
                "a".repeat(4096) + "😀",
                "a".repeat(8191) + "😀".repeat(5000),
                "a".repeat(8192) + "😀",
                "你".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isTheTextWithTheLengthForetold(String text) throws IOException {
        JsonText part = new JsonText(text);

        byte[] json;
        try (InputStream in = part.open()) {
            json = in.readAllBytes();
        }

        assertThat(part.length()).isEqualTo(json.length);
        String quoted = '"' + new String(json, StandardCharsets.UTF_8) + '"';
        assertThat(new ObjectMapper().readTree(quoted).textValue()).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void opensAgainForAnotherRequest(String text) throws IOException {
        JsonText part = new JsonText(text);

        try (InputStream first = part.open();
                InputStream second = part.open()) {
            assertThat(second.readAllBytes()).isEqualTo(first.readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83d", "\ud83da", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
    void refusesHalvesOfPairsBeforeTheRequest(String text) {
        assertThatThrownBy(() -> new JsonText(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
