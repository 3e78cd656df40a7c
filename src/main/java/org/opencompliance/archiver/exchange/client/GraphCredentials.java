package org.opencompliance.archiver.exchange.client;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import java.util.Locale;
import org.opencompliance.archiver.exchange.MicrosoftExchangeConfiguration;

/** Creates the Azure Identity credential that the options describe. Fetches no token yet. */
final class GraphCredentials {

    private GraphCredentials() {}

    static TokenCredential of(MicrosoftExchangeConfiguration configuration) {
        switch (configuration.getCredentials()) {
            case CLIENT_SECRET:
                return from(configuration, new ClientSecretCredentialBuilder())
                        .tenantId(configuration.getTenantId())
                        .clientId(configuration.getClientId())
                        .clientSecret(configuration.getClientSecret())
                        .build();
            case CLIENT_CERTIFICATE:
                return certificate(configuration);
            case WORKLOAD_IDENTITY:
                return workload(configuration);
            case MANAGED_IDENTITY:
                return new ManagedIdentityCredentialBuilder()
                        .clientId(configuration.getClientId())
                        .build();
            default:
                throw new IllegalArgumentException(
                        "credentials=" + configuration.getCredentials() + " has no credential");
        }
    }

    /** Microsoft does not know a custom authority, so the builder's instance discovery would reject it. */
    private static <T extends AadCredentialBuilderBase<T>> T from(
            MicrosoftExchangeConfiguration configuration, T builder) {
        return configuration.getAuthorityHost() == null
                ? builder.authorityHost(configuration.getCloud().authority())
                : builder.authorityHost(configuration.getAuthorityHost()).disableInstanceDiscovery();
    }

    private static TokenCredential certificate(MicrosoftExchangeConfiguration configuration) {
        ClientCertificateCredentialBuilder builder = from(configuration, new ClientCertificateCredentialBuilder())
                .tenantId(configuration.getTenantId())
                .clientId(configuration.getClientId())
                .sendCertificateChain(true);
        String file = configuration.getCertificateFile();
        boolean pem = file.toLowerCase(Locale.ROOT).endsWith(".pem");
        return (pem ? builder.pemCertificate(file) : builder.pfxCertificate(file))
                .clientCertificatePassword(configuration.getCertificatePassword())
                .build();
    }

    /** Unset options come from the environment that the workload identity webhook prepares. */
    private static TokenCredential workload(MicrosoftExchangeConfiguration configuration) {
        WorkloadIdentityCredentialBuilder builder = from(configuration, new WorkloadIdentityCredentialBuilder());
        if (configuration.getTenantId() != null) {
            builder.tenantId(configuration.getTenantId());
        }
        if (configuration.getClientId() != null) {
            builder.clientId(configuration.getClientId());
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            // without the cause, whose text would be printed in place of this one
            throw new IllegalArgumentException(
                    "credentials=workload-identity needs AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_FEDERATED_TOKEN_FILE,"
                            + " which the workload identity webhook sets in new pods: check the webhook and the pod's label"
                            + " azure.workload.identity/use, then delete the pod");
        }
    }
}
