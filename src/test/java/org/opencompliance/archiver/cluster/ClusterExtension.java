package org.opencompliance.archiver.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opencompliance.archiver.cluster.ClusterPrograms.MissingProgramException;

/** Starts the control plane with the first test that needs it, and stops it after the last test of the JVM. */
final class ClusterExtension implements ExecutionCondition, ParameterResolver {

    private static final Namespace OURS = Namespace.create(ClusterExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String missing = shared(context).missing();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("The control plane runs");
        }
        if (Boolean.getBoolean("cluster.required")) {
            throw new IllegalStateException("Tests with a control plane are required, but " + missing);
        }
        return ConditionEvaluationResult.disabled(missing);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ControlPlane.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context).controlPlane();
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent(Shared.class, ignored -> Shared.start(), Shared.class);
    }

    /** @param missing what is missing for a control plane, or empty */
    private record Shared(ControlPlane controlPlane, String missing) implements AutoCloseable {

        static Shared start() {
            try {
                return new Shared(
                        ControlPlane.start(ClusterPrograms.find(), Files.createTempDirectory("control-plane")), "");
            } catch (MissingProgramException e) {
                System.out.println("Skipped: no control plane, as " + e.getMessage());
                return new Shared(null, e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws Exception {
            if (controlPlane != null) {
                controlPlane.close();
            }
        }
    }
}
