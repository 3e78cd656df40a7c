package org.opencompliance.archiver.exchange.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.kiota.serialization.JsonSerializationWriter;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSizeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain words",
                "<p class=\"x\">it's a & b = c</p>\r\n\t",
                "back\\slash \"quoted\"",
                "\u4f60\u597d \ud83d\ude00 \u00e9",
                "\u0001\u0002\u001f\b\f",
                "\u2028\u2029"
            })
    void isNeverLessThanTheSdkWritesAndHardlyMore(String text) throws IOException {
        long written;
        try (JsonSerializationWriter writer = new JsonSerializationWriter()) {
            writer.writeStringValue(null, text);
            written = writer.getSerializedContent().readAllBytes().length;
        }

        assertThat(JsonSize.of(text)).isBetween(written, written + 1 + 4L * text.length() / 2);
    }
}
