package org.opencompliance.archiver.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.delivery.ImportAttempt;

class ConstantTypesTest {

    @ParameterizedTest
    @ValueSource(strings = {"GIVE_UP", "give_up", "give-up", "Give-Up"})
    void aConstantIsFoundByItsName(String text) throws Exception {
        assertThat(converted(text)).isEqualTo(ImportAttempt.Next.GIVE_UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GIVE UP", "GIVE", ""})
    void anotherTextIsNoConstant(String text) throws Exception {
        assertThat(converted(text)).isNull();
    }

    private static ImportAttempt.Next converted(String text) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.start();
            return camel.getTypeConverter().tryConvertTo(ImportAttempt.Next.class, text);
        }
    }
}
