package org.opencompliance.archiver.exchange.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.exchange.support.TestAttachment;

class Base64InputStreamTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 12_287, 12_288, 12_289, 24_576, 40_000})
    void isTheBase64OfTheWholeStreamWithTheLengthForetold(int size) throws IOException {
        byte[] content = TestAttachment.pattern(size);

        byte[] encoded = new Base64InputStream(new ByteArrayInputStream(content)).readAllBytes();

        assertThat(encoded).isEqualTo(Base64.getEncoder().encode(content));
        assertThat(Base64InputStream.lengthOf(size)).isEqualTo(encoded.length);
    }
}
