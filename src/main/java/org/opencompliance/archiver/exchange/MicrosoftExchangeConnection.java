package org.opencompliance.archiver.exchange;

/** The options that identify a connection. */
record MicrosoftExchangeConnection(
        String url,
        MicrosoftExchangeCloud cloud,
        MicrosoftExchangeCredentials credentials,
        String authorityHost,
        Application application,
        long requestTimeout,
        long troublePause) {

    /** The application in the tenant and its secrets. */
    record Application(
            String tenantId, String clientId, String clientSecret, String certificateFile, String certificatePassword) {

        static Application of(MicrosoftExchangeConfiguration options) {
            return new Application(
                    options.getTenantId(),
                    options.getClientId(),
                    options.getClientSecret(),
                    options.getCertificateFile(),
                    options.getCertificatePassword());
        }

        /** Omits secrets. */
        @Override
        public String toString() {
            return String.valueOf(tenantId);
        }
    }

    static MicrosoftExchangeConnection of(MicrosoftExchangeConfiguration options) {
        return new MicrosoftExchangeConnection(
                options.graphUrl(),
                options.getCloud(),
                options.getCredentials(),
                options.getAuthorityHost(),
                Application.of(options),
                options.getRequestTimeout(),
                options.getTroublePause());
    }

    /** Omits secrets. Connections that differ only in secrets reach the same mailboxes. */
    @Override
    public String toString() {
        return url + " " + application;
    }
}
