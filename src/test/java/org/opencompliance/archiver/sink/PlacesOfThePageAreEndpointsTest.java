package org.opencompliance.archiver.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;
import org.apache.camel.component.azure.storage.blob.BlobComponent;
import org.apache.camel.component.azure.storage.blob.BlobEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.SimpleMain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.configuration.Configuration;

class PlacesOfThePageAreEndpointsTest {

    @ParameterizedTest
    @ValueSource(strings = {"file:/mnt", "https:", "AZURE_SAS", "#copiesClient", "kafka:"})
    void everyOptionOfAnExampleExists(String example) throws Exception {
        Map<String, String> settings = SecondPlacePage.settings(example);
        String uri = settings.get("archiver.copy-to");
        DefaultRuntimeCamelCatalog catalog = new DefaultRuntimeCamelCatalog();
        catalog.setCamelContext(new DefaultCamelContext());
        catalog.start();
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @Test
    void aTopicGetsTheBytesOfTheOriginal() throws Exception {
        assertThat(SecondPlacePage.settings("kafka:").get("archiver.copy-to"))
                .contains("valueSerializer=org.apache.kafka.common.serialization.ByteArraySerializer");
    }

    @Test
    void anotherAccountIsNotReachedWithTheClientOfTheStorageArea() throws Exception {
        BlobServiceClient area = new BlobServiceClientBuilder()
                .connectionString("DefaultEndpointsProtocol=https;AccountName=area;AccountKey=a2V5")
                .buildClient();
        Properties settings = Configuration.load(null, Map.of()).properties();
        settings.keySet().removeIf(name -> !String.valueOf(name).startsWith("camel.component.azure"));
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("blobServiceClient", area);
        SimpleMain main = new SimpleMain(context);
        main.setInitialProperties(settings);
        main.setDefaultPropertyPlaceholderLocation("false");
        main.start();
        try {
            String uri = SecondPlacePage.settings("AZURE_SAS")
                    .get("archiver.copy-to")
                    .replace("{{copies.sas}}", "sig=x");
            BlobEndpoint endpoint = context.getEndpoint(uri, BlobEndpoint.class);
            assertThat(context.getComponent("azure-storage-blob", BlobComponent.class)
                            .getConfiguration()
                            .getServiceClient())
                    .isNull();
            assertThat(endpoint.getConfiguration().getServiceClient()).isNotSameAs(area);
        } finally {
            main.stop();
        }
    }
}
