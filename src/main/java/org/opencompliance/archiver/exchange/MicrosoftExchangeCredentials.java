package org.opencompliance.archiver.exchange;

/** How the application proves to Entra ID who it is. In URIs with dashes: {@code client-secret}. */
public enum MicrosoftExchangeCredentials {
    CLIENT_SECRET,
    CLIENT_CERTIFICATE,
    /** The federated token of a Kubernetes service account (environment AZURE_FEDERATED_TOKEN_FILE). */
    WORKLOAD_IDENTITY,
    MANAGED_IDENTITY,
    /** No token at all: for a stand-in on a loopback address only. */
    NONE
}
