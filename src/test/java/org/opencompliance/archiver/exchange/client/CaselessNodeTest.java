package org.opencompliance.archiver.exchange.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.microsoft.graph.models.Attachment;
import com.microsoft.graph.models.AttachmentCollectionResponse;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.UploadSession;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class CaselessNodeTest {

    @Test
    void readsNamesInAnyCase() {
        UploadSession session = read(
                "{'UPLOADURL': 'https://a', 'NextExpectedRanges': ['5'], 'expirationdatetime': '2026-11-22T10:00:00Z'}",
                UploadSession::createFromDiscriminatorValue);

        assertThat(session.getUploadUrl()).isEqualTo("https://a");
        assertThat(session.getNextExpectedRanges()).containsExactly("5");
        assertThat(session.getExpirationDateTime()).isEqualTo(OffsetDateTime.parse("2026-11-22T10:00:00Z"));
    }

    @Test
    void prefersTheNameAsTheModelSpellsIt() {
        UploadSession session = read(
                "{'UploadUrl': 'https://a', 'uploadUrl': 'https://b', 'UPLOADURL': 'https://c'}",
                UploadSession::createFromDiscriminatorValue);

        assertThat(session.getUploadUrl()).isEqualTo("https://b");
    }

    @Test
    void readsObjectsInListsAndTheirKinds() {
        AttachmentCollectionResponse list = read(
                "{'Value': [{'@OData.Type': '#microsoft.graph.fileAttachment', 'Name': 'a', 'Size': 7}],"
                        + " '@odata.NextLink': 'https://next'}",
                AttachmentCollectionResponse::createFromDiscriminatorValue);

        Attachment attachment = list.getValue().get(0);
        assertThat(attachment).isInstanceOf(FileAttachment.class);
        assertThat(attachment.getName()).isEqualTo("a");
        assertThat(attachment.getSize()).isEqualTo(7);
        assertThat(list.getOdataNextLink()).isEqualTo("https://next");
    }

    @Test
    void readsErrors() {
        ODataError error = read(
                "{'Error': {'Code': 'ErrorItemNotFound', 'Message': 'm', 'InnerError': {'Request-Id': 'r'}}}",
                ODataError::createFromDiscriminatorValue);

        assertThat(error.getError().getCode()).isEqualTo("ErrorItemNotFound");
        assertThat(error.getError().getMessage()).isEqualTo("m");
    }

    @Test
    void takesWhatIsOfAnotherKindForMissing() {
        Message message =
                read("{'Id': null, 'IsDraft': 'yes', 'From': 7, 'Unknown': {}}", Message::createFromDiscriminatorValue);

        assertThat(message.getId()).isNull();
        assertThat(read("[1]", Message::createFromDiscriminatorValue).getId()).isNull();
    }

    private static <T extends Parsable> T read(String json, ParsableFactory<T> factory) {
        return new CaselessNode(JsonParser.parseString(json.replace('\'', '"'))).getObjectValue(factory);
    }
}
