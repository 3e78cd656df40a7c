package org.opencompliance.archiver.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects a running {@link ControlPlane} into the constructor or methods of a test class. The JVM has one, so namespaces need
 * unique names. Without etcd or Go the class is skipped, or fails where the system property {@code cluster.required} is set.
 */
@Tag("cluster")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClusterExtension.class)
public @interface WithCluster {}
