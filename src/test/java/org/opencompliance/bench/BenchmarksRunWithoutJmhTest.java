package org.opencompliance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opencompliance.bench.jmh.Benchmarks;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Each benchmark does its work once, so that none is broken when someone needs it. */
class BenchmarksRunWithoutJmhTest {

    @TestFactory
    Stream<DynamicTest> once() {
        return Benchmarks.ALL.stream().map(each -> DynamicTest.dynamicTest(each.getSimpleName(), () -> run(each)));
    }

    private static void run(Class<?> benchmarks) throws ReflectiveOperationException {
        Object instance = benchmarks.getConstructor().newInstance();
        for (Method method : methods(benchmarks, Setup.class)) {
            method.invoke(instance);
        }
        try {
            assertThat(methods(benchmarks, Benchmark.class)).isNotEmpty();
            for (Method method : methods(benchmarks, Benchmark.class)) {
                assertThat(method.invoke(instance)).as(method.getName()).isNotNull();
            }
        } finally {
            for (Method method : methods(benchmarks, TearDown.class)) {
                method.invoke(instance);
            }
        }
    }

    private static List<Method> methods(Class<?> benchmarks, Class<? extends Annotation> with) {
        return Stream.of(benchmarks.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(with))
                .toList();
    }
}
