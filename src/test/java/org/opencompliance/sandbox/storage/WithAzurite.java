package org.opencompliance.sandbox.storage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a running Azure Storage emulator as a parameter of its constructor or methods: one of the JVM, so
 * containers and queues need names of their own ({@link Azurite#freshName()}). Without Node.js the class is skipped, or
 * fails where the system property {@code azurite.required} is set.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AzuriteExtension.class)
public @interface WithAzurite {}
