package org.opencompliance.archiver.exchange;

/** How the application authenticates to Entra ID. In URIs with dashes: {@code client-secret}. */
public enum MicrosoftExchangeCredentials {
    CLIENT_SECRET,
    CLIENT_CERTIFICATE,
    /** The federated token of a Kubernetes service account (environment AZURE_FEDERATED_TOKEN_FILE). */
    WORKLOAD_IDENTITY,
    MANAGED_IDENTITY,
    /** No token: only for a stub server on a loopback address. */
    NONE
}
