package org.opencompliance.sandbox.storage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects a running Azure Storage emulator into the constructor or methods of a test class. The JVM has one emulator, so
 * containers and queues need unique names ({@link Azurite#freshName()}). Without Node.js the class is skipped, or fails where
 * the system property {@code azurite.required} is set.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AzuriteExtension.class)
public @interface WithAzurite {}
