package org.opencompliance.sandbox.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the emulator with the first test that needs it, and stops it after the last test of the JVM. */
final class AzuriteExtension implements ExecutionCondition, ParameterResolver {

    private static final Namespace OURS = Namespace.create(AzuriteExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (shared(context).azurite().isPresent()) {
            return ConditionEvaluationResult.enabled("The emulator runs");
        }
        if (Boolean.getBoolean("azurite.required")) {
            throw new IllegalStateException(
                    "Tests with the Azure Storage emulator are required, but the emulator is missing");
        }
        return ConditionEvaluationResult.disabled("There is no Azure Storage emulator here");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Azurite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context).azurite().orElseThrow();
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent(Shared.class, ignored -> Shared.start(), Shared.class);
    }

    private record Shared(Optional<Azurite> azurite) implements AutoCloseable {

        static Shared start() {
            try {
                Optional<AzuriteInstallation> installation = AzuriteInstallation.find();
                if (installation.isEmpty()) {
                    return new Shared(Optional.empty());
                }
                Path folder = Files.createTempDirectory("azurite");
                return new Shared(Optional.of(Azurite.start(installation.get(), folder)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws Exception {
            if (azurite.isPresent()) {
                azurite.get().stop();
            }
        }
    }
}
