package org.opencompliance.archiver.routing;

import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;
import org.opencompliance.archiver.deadletter.Reason;

/**
 * Lets Camel make a text of a route into a {@link Reason}, as it does for enumerations. Another object counts as its text, so that
 * the item is parked in any case. Camel finds this class on the class path.
 */
public final class ReasonTypes implements TypeConverterLoader {

    @Override
    public void load(TypeConverterRegistry registry) {
        registry.addTypeConverter(
                Reason.class,
                Object.class,
                new SimpleTypeConverter(false, (type, exchange, value) -> Reason.given(String.valueOf(value))));
    }
}
